-- What the channel itself shows as cancelled, so that what only we cancelled can be told to it.
ALTER TABLE order_line ADD COLUMN channel_cancelled_quantity int NOT NULL DEFAULT 0 CHECK (channel_cancelled_quantity >= 0);
-- The walls between agencies bind the owner too. What the seller cancelled and the channel does not show stays as it is.
SET LOCAL haat.everything = 'true';
UPDATE order_line l SET channel_cancelled_quantity = l.cancelled_quantity
    FROM orders o
    WHERE o.id = l.order_id AND NOT (o.cancelled_by IS NOT DISTINCT FROM 'SELLER' AND o.channel_status <> 'CANCELLED');
ALTER TABLE order_line ALTER COLUMN channel_cancelled_quantity DROP DEFAULT;

-- Whose work a line is, as the catalogue named it when the order came.
ALTER TABLE known_sku ADD COLUMN producer_code text, ADD COLUMN producer_name text;
ALTER TABLE order_line ADD COLUMN producer_code text, ADD COLUMN producer_name text;

-- How many messages a partner may post; null: as many as the service's setting allows.
ALTER TABLE partner ADD COLUMN messages_per_minute int CHECK (messages_per_minute BETWEEN 1 AND 100000);
