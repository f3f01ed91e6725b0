-- What came when an order or a return could not be read, secrets and people hidden before it is stored; NULL where nothing of it
-- can be shown, and again once a person or its arrival settled it.
ALTER TABLE parked_order ADD COLUMN payload text;
