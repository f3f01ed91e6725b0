-- Cancellations by the seller are told as shipments are. What a channel refused waits for a person, who may also settle it.
ALTER TABLE shipment ADD COLUMN kind text NOT NULL DEFAULT 'SHIPMENT' CHECK (kind IN ('SHIPMENT', 'CANCELLATION'));
ALTER TABLE shipment ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
ALTER TABLE shipment ADD COLUMN settled_by text;
ALTER TABLE shipment DROP CONSTRAINT shipment_state_check;
ALTER TABLE shipment ADD CONSTRAINT shipment_state_check CHECK (state IN ('WAITING', 'CONFIRMED', 'REFUSED', 'BY_HAND'));
CREATE INDEX shipment_refused ON shipment (account, received_at) WHERE state = 'REFUSED';
