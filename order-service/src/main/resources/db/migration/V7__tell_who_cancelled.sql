-- Who ended an order, when and why: a person of ours, or whoever its channel names, also when the goods had left by then.
ALTER TABLE orders ADD COLUMN cancellation_by text CHECK (cancellation_by IN ('SELLER', 'CHANNEL', 'BUYER', 'PARTNER'));
ALTER TABLE orders ADD COLUMN cancellation_at timestamptz;
ALTER TABLE orders ADD COLUMN cancellation_reason text;
ALTER TABLE orders ADD COLUMN cancelled_under_way boolean NOT NULL DEFAULT false;
