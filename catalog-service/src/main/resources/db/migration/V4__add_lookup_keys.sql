-- SKUs and codes are compared without regard to case. An expression index cannot serve that behind row-level security:
-- lower() is not leakproof, so PostgreSQL checks every row of the agency before it calls it, and a lookup costs as much as
-- the catalogue is large. A stored key is compared with plain equality, which is leakproof.
ALTER TABLE producer ADD COLUMN code_key text NOT NULL GENERATED ALWAYS AS (lower(code)) STORED;
ALTER TABLE producer ADD COLUMN seller_key text GENERATED ALWAYS AS (lower(sells_through)) STORED;
DROP INDEX producer_code;
DROP INDEX producer_seller;
CREATE UNIQUE INDEX producer_key ON producer (agency, code_key);
CREATE INDEX producer_seller_key ON producer (agency, seller_key) WHERE seller_key IS NOT NULL;

ALTER TABLE product ADD COLUMN sku_key text NOT NULL GENERATED ALWAYS AS (lower(sku)) STORED;
ALTER TABLE product ADD COLUMN producer_key text NOT NULL GENERATED ALWAYS AS (lower(producer_code)) STORED;
DROP INDEX product_sku;
DROP INDEX product_producer;
CREATE UNIQUE INDEX product_key ON product (agency, sku_key);
CREATE INDEX product_producer_key ON product (agency, producer_key, sku);
