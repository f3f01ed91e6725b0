-- How far a marketplace that makes label and invoice itself has got, and since when they can be fetched.
ALTER TABLE shipment ADD COLUMN stage text CHECK (stage IN ('WAITS', 'PACKING', 'PACKED', 'PAPERS_KEPT'));
ALTER TABLE shipment ADD COLUMN stage_at timestamptz;
ALTER TABLE shipment ADD COLUMN stage_note text;
ALTER TABLE shipment ADD COLUMN papers_at timestamptz;

-- What has to leave soon, and what the channel has not taken yet: few rows of many.
CREATE INDEX orders_to_leave ON orders (ship_by)
    WHERE state IN ('RECEIVED', 'ACCEPTED', 'ALLOCATED', 'PACKED', 'READY_TO_SHIP');
CREATE INDEX shipment_unanswered ON shipment (order_id) WHERE confirmation IN ('WAITING', 'REFUSED');
CREATE INDEX shipment_papers ON shipment (agency, papers_at) WHERE papers_at IS NOT NULL;
