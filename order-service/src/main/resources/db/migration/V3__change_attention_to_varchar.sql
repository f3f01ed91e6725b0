-- The type under which the service searches it.
DROP INDEX orders_in_need;
ALTER TABLE orders ALTER COLUMN attention DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN attention TYPE varchar[] USING attention::varchar[];
ALTER TABLE orders ALTER COLUMN attention SET DEFAULT '{}';
CREATE INDEX orders_in_need ON orders (agency, placed_at DESC, id DESC) WHERE attention <> '{}';
