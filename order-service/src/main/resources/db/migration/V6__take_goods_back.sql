-- Goods on their way back, as the channel shows them, and what became of them here. The order is found by account and remote id:
-- a return may come of an order that we never had.
CREATE TABLE order_return (
    id               uuid PRIMARY KEY,
    agency           text        NOT NULL CHECK (agency <> ''),
    account          text        NOT NULL,
    channel          text        NOT NULL,
    remote_return_id text        NOT NULL,
    remote_order_id  text,
    remote_line_id   text        NOT NULL,
    order_id         uuid,
    line_id          uuid,
    version          bigint      NOT NULL,
    revision         bigint      NOT NULL,
    kind             text        NOT NULL CHECK (kind IN ('CUSTOMER', 'COURIER')),
    status           text        NOT NULL CHECK (status IN ('CREATED', 'ON_THE_WAY', 'COMPLETED', 'CANCELLED', 'OTHER')),
    channel_status   text        NOT NULL,
    quantity         int         NOT NULL CHECK (quantity >= 1),
    reason           text,
    sub_reason       text,
    carrier          text,
    tracking_number  text,
    expected_at      timestamptz,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    sellable         int         CHECK (sellable >= 0),
    damaged          int         CHECK (damaged >= 0),
    received_at      timestamptz,
    received_by      text,
    UNIQUE (account, remote_return_id),
    CHECK ((received_at IS NULL) = (sellable IS NULL) AND (received_at IS NULL) = (damaged IS NULL)),
    CHECK (coalesce(sellable, 0) + coalesce(damaged, 0) <= quantity),
    FOREIGN KEY (order_id, agency) REFERENCES orders (id, agency)
);
CREATE INDEX order_return_of_order ON order_return (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX order_return_newest ON order_return (agency, created_at DESC, id DESC);
CREATE INDEX order_return_open ON order_return (agency, created_at DESC, id DESC) WHERE received_at IS NULL AND status <> 'CANCELLED';
CREATE INDEX order_return_without_order ON order_return (account, remote_order_id) WHERE order_id IS NULL;
CREATE INDEX orders_by_group ON orders (account, remote_group_id) WHERE remote_group_id IS NOT NULL;

-- Pieces of a line that came back, so that no more come back than left.
ALTER TABLE order_line ADD COLUMN returned_quantity int NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0);
ALTER TABLE order_line ADD CONSTRAINT returned_left_first CHECK (returned_quantity <= shipped_quantity);

ALTER TABLE order_return ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_return FORCE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON order_return USING (sees_agency(agency)) WITH CHECK (sees_agency(agency));
