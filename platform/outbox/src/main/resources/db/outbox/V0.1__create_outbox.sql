-- Events that committed with their change and wait for the relay. A row is deleted once Kafka has acknowledged it.
CREATE TABLE outbox (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   uuid        NOT NULL UNIQUE,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    payload    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Exactly one replica holds a lease by name; another takes it when it runs out.
CREATE TABLE lease (
    name       text PRIMARY KEY,
    holder     text        NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Which consumer has applied which event.
CREATE TABLE inbox (
    consumer   text        NOT NULL,
    event_id   uuid        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_applied_at ON inbox (applied_at);

-- Messages that could not be applied, with the reason; kept until a person replays or discards them.
CREATE TABLE parked_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer    text        NOT NULL,
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    message_offset bigint   NOT NULL,
    key         bytea,
    payload     bytea,
    reason      text        NOT NULL,
    parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at  timestamptz,
    settled_by  text,
    settlement  text CHECK (settlement IN ('REPLAYED', 'DISCARDED')),
    UNIQUE (consumer, topic, partition, message_offset)
);

CREATE FUNCTION outbox_wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;

-- Statement level: a batch of ten thousand rows wakes the relay once.
CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox
    FOR EACH STATEMENT EXECUTE FUNCTION outbox_wake_relay();

-- This file and all later ones are run by the owner; the service's own role may only read and write rows.
GRANT USAGE ON SCHEMA public TO "${serviceRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, lease, inbox, parked_event TO "${serviceRole}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "${serviceRole}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "${serviceRole}";
