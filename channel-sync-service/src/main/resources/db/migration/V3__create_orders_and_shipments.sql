-- How far order collection got on an account. watermark: the newest change seen; cursor: the page to go on with.
CREATE TABLE order_sweep (
    account    uuid PRIMARY KEY REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    watermark  timestamptz NOT NULL,
    since      timestamptz,
    started_at timestamptz,
    newest     timestamptz,
    cursor     text,
    due_at     timestamptz NOT NULL,
    failures   int         NOT NULL DEFAULT 0
);

-- One row a run, also when it found nothing.
CREATE TABLE order_sweep_run (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency      text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    since       timestamptz NOT NULL,
    pages       int         NOT NULL,
    seen        int         NOT NULL,
    changed     int         NOT NULL,
    parked      int         NOT NULL,
    failure     text,
    message     text
);
CREATE INDEX order_sweep_run_account ON order_sweep_run (account, id);

-- Which version of an order was passed on. Nothing personal.
CREATE TABLE remote_order (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    remote_order_id text        NOT NULL,
    agency          text        NOT NULL,
    remote_version  bigint      NOT NULL,
    version         bigint      NOT NULL,
    digest          text        NOT NULL,
    status          text        NOT NULL,
    placed_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (account, remote_order_id)
);
CREATE INDEX remote_order_received ON remote_order (account, received_at);

-- Orders that could not be understood, until a person has them fetched again or discards them.
CREATE TABLE parked_order (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    remote_order_id text        NOT NULL,
    reason          text        NOT NULL,
    parked_at       timestamptz NOT NULL,
    times           int         NOT NULL DEFAULT 1,
    settled_at      timestamptz,
    settled_by      text,
    settlement      text CHECK (settlement IN ('REPLAYED', 'DISCARDED'))
);
CREATE UNIQUE INDEX parked_order_waiting ON parked_order (account, remote_order_id) WHERE settled_at IS NULL;

-- A push of a channel, stored before it was answered. The body is sealed: it may carry personal data.
CREATE TABLE notification (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    remote_id       text        NOT NULL,
    type            text        NOT NULL,
    remote_order_id text,
    sku             text,
    body            text        NOT NULL,
    received_at     timestamptz NOT NULL,
    state           text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DONE', 'PARKED', 'DISCARDED')),
    attempts        int         NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL,
    reason          text,
    settled_at      timestamptz,
    settled_by      text,
    UNIQUE (account, remote_id)
);
CREATE INDEX notification_due ON notification (account, due_at) WHERE state = 'WAITING';

-- Goods that left and of which the channel must be told.
CREATE TABLE shipment (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    shipment_id     text        NOT NULL,
    agency          text        NOT NULL,
    remote_order_id text        NOT NULL,
    payload         jsonb       NOT NULL,
    state           text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'CONFIRMED', 'REFUSED')),
    step            text        NOT NULL DEFAULT 'received',
    attempts        int         NOT NULL DEFAULT 0,
    due_at          timestamptz,
    code            text,
    message         text,
    received_at     timestamptz NOT NULL,
    settled_at      timestamptz,
    PRIMARY KEY (account, shipment_id)
);
CREATE INDEX shipment_due ON shipment (account, due_at) WHERE state = 'WAITING';
