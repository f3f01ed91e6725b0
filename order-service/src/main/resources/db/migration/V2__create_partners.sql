-- Who may post orders to us. The code begins with the agency's, so that no two agencies can want the same one.
CREATE TABLE partner (
    id           uuid PRIMARY KEY,
    agency       text        NOT NULL CHECK (agency <> ''),
    code         text        NOT NULL UNIQUE,
    name         text        NOT NULL,
    auto_accept  boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    disabled_at  timestamptz,
    revision     bigint      NOT NULL,
    UNIQUE (id, agency)
);

-- Signing secrets, sealed. Several may be alive while a partner changes over.
CREATE TABLE partner_secret (
    id          uuid PRIMARY KEY,
    partner_id  uuid        NOT NULL,
    agency      text        NOT NULL,
    sealed      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    valid_until timestamptz,
    FOREIGN KEY (partner_id, agency) REFERENCES partner (id, agency)
);
CREATE INDEX partner_secret_of_partner ON partner_secret (partner_id);

-- Which message of a partner was taken, in the transaction that took it.
CREATE TABLE partner_message (
    partner_id  uuid        NOT NULL,
    webhook_id  text        NOT NULL,
    agency      text        NOT NULL,
    body_sha256 text        NOT NULL,
    order_id    uuid        NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('CREATED', 'CHANGED', 'SAME', 'STALE')),
    received_at timestamptz NOT NULL,
    PRIMARY KEY (partner_id, webhook_id),
    FOREIGN KEY (partner_id, agency) REFERENCES partner (id, agency)
);
CREATE INDEX partner_message_received ON partner_message (received_at);

-- Who looked at which buyer's data, when and why. Rows are only ever added.
CREATE TABLE buyer_reveal (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid        NOT NULL,
    agency   text        NOT NULL,
    at       timestamptz NOT NULL,
    person   text        NOT NULL,
    reason   text        NOT NULL CHECK (length(reason) BETWEEN 5 AND 200),
    fields   text        NOT NULL,
    FOREIGN KEY (order_id, agency) REFERENCES orders (id, agency)
);
CREATE INDEX buyer_reveal_of_order ON buyer_reveal (order_id, id);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['partner', 'partner_secret', 'partner_message', 'buyer_reveal'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY own_agency ON %I USING (sees_agency(agency)) WITH CHECK (sees_agency(agency))', t);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE ON buyer_reveal FROM "${serviceRole}";
