-- May the work under way see a row of this agency? The settings are made on each connection as it leaves the pool.
CREATE FUNCTION sees_agency(row_agency text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('haat.everything', true) = 'true' OR row_agency = current_setting('haat.agency', true)
$$;

-- One order of any channel in canonical form. Money in the minor unit of the currency.
CREATE TABLE orders (
    id                   uuid PRIMARY KEY,
    agency               text        NOT NULL CHECK (agency <> ''),
    account              text        NOT NULL,
    channel              text        NOT NULL,
    remote_order_id      text        NOT NULL,
    remote_group_id      text,
    version              bigint      NOT NULL,
    revision             bigint      NOT NULL,
    state                text        NOT NULL CHECK (state IN ('RECEIVED', 'ACCEPTED', 'ALLOCATED', 'PACKED',
                             'READY_TO_SHIP', 'SHIPPED', 'DELIVERED', 'CLOSED', 'CANCELLED', 'RTO', 'RETURNED')),
    channel_status       text        NOT NULL CHECK (channel_status IN ('PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED',
                             'SHIPPED', 'DELIVERED', 'CANCELLED', 'RETURNED')),
    cancelled_by         text        CHECK (cancelled_by IN ('SELLER', 'CHANNEL', 'BUYER', 'PARTNER')),
    placed_at            timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    received_at          timestamptz NOT NULL,
    ship_after           timestamptz,
    ship_by              timestamptz,
    channel_hold         boolean     NOT NULL,
    hold_reason          text,
    fulfilled_by_channel boolean     NOT NULL,
    currency             text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    total_minor          bigint      NOT NULL CHECK (total_minor >= 0),
    delivery_state       text,
    delivery_pin         text,
    place_of_supply      text,
    buyer_name           text,
    buyer_address_line_1 text,
    buyer_address_line_2 text,
    buyer_city           text,
    buyer_phone          text,
    buyer_email          text,
    changed_at           timestamptz NOT NULL,
    attention            text[]      NOT NULL DEFAULT '{}',
    CHECK ((state = 'CANCELLED') = (cancelled_by IS NOT NULL)),
    UNIQUE (account, remote_order_id),
    UNIQUE (id, agency)
);
CREATE INDEX orders_newest ON orders (agency, placed_at DESC, id DESC);
CREATE INDEX orders_by_state ON orders (agency, state, placed_at DESC, id DESC);
CREATE INDEX orders_in_need ON orders (agency, placed_at DESC, id DESC) WHERE attention <> '{}';

CREATE TABLE order_line (
    id                     uuid PRIMARY KEY,
    order_id               uuid    NOT NULL,
    agency                 text    NOT NULL,
    channel                text    NOT NULL,
    remote_order_id        text    NOT NULL,
    remote_line_id         text    NOT NULL,
    position               int     NOT NULL,
    sku                    text    NOT NULL,
    sku_known              boolean NOT NULL,
    title                  text,
    quantity               int     NOT NULL CHECK (quantity >= 1),
    cancelled_quantity     int     NOT NULL CHECK (cancelled_quantity >= 0),
    shipped_quantity       int     NOT NULL CHECK (shipped_quantity >= 0),
    reservation            text    NOT NULL CHECK (reservation IN ('NONE', 'ASKED', 'GRANTED', 'SHORT')),
    asked_quantity         int     NOT NULL CHECK (asked_quantity >= 0),
    granted_quantity       int     NOT NULL CHECK (granted_quantity >= 0),
    released_quantity      int     NOT NULL CHECK (released_quantity >= 0),
    movements              int     NOT NULL CHECK (movements >= 0),
    unit_price_minor       bigint  CHECK (unit_price_minor >= 0),
    line_total_minor       bigint  NOT NULL CHECK (line_total_minor >= 0),
    shipping_minor         bigint  NOT NULL CHECK (shipping_minor >= 0),
    tax_minor              bigint  CHECK (tax_minor >= 0 AND tax_minor <= line_total_minor),
    tax_rate_basis_points  int     CHECK (tax_rate_basis_points BETWEEN 0 AND 10000),
    cgst_minor             bigint  CHECK (cgst_minor >= 0),
    sgst_minor             bigint  CHECK (sgst_minor >= 0),
    igst_minor             bigint  CHECK (igst_minor >= 0),
    buyer_cancel_requested boolean NOT NULL,
    FOREIGN KEY (order_id, agency) REFERENCES orders (id, agency),
    CHECK (cancelled_quantity + shipped_quantity <= quantity),
    UNIQUE (channel, remote_order_id, remote_line_id)
);
CREATE INDEX order_line_of_order ON order_line (order_id);
CREATE INDEX order_line_of_sku ON order_line (agency, lower(sku));

-- What became of an order, and through whom. Rows are only ever added.
CREATE TABLE order_history (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id   uuid        NOT NULL,
    agency     text        NOT NULL,
    at         timestamptz NOT NULL,
    cause      text        NOT NULL,
    from_state text        NOT NULL,
    to_state   text        NOT NULL,
    actor      text        NOT NULL,
    note       text,
    FOREIGN KEY (order_id, agency) REFERENCES orders (id, agency)
);
CREATE INDEX order_history_of_order ON order_history (order_id, id);

-- Goods of one order that were handed to a carrier.
CREATE TABLE shipment (
    id                uuid PRIMARY KEY,
    order_id          uuid        NOT NULL,
    agency            text        NOT NULL,
    client_key        text        NOT NULL,
    request_hash      text        NOT NULL,
    package_number    int         NOT NULL CHECK (package_number >= 1),
    carrier           text        NOT NULL,
    service           text,
    tracking_number   text        NOT NULL,
    shipped_at        timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    created_by        text        NOT NULL,
    confirmation      text        NOT NULL CHECK (confirmation IN ('NOT_NEEDED', 'WAITING', 'CONFIRMED', 'REFUSED')),
    confirmation_at   timestamptz,
    refusal_code      text,
    refusal_message   text,
    FOREIGN KEY (order_id, agency) REFERENCES orders (id, agency),
    UNIQUE (id, agency),
    UNIQUE (order_id, client_key),
    UNIQUE (order_id, package_number)
);

CREATE TABLE shipment_line (
    shipment_id uuid NOT NULL,
    agency      text NOT NULL,
    line_id     uuid NOT NULL REFERENCES order_line (id),
    quantity    int  NOT NULL CHECK (quantity >= 1),
    PRIMARY KEY (shipment_id, line_id),
    FOREIGN KEY (shipment_id, agency) REFERENCES shipment (id, agency)
);
CREATE INDEX shipment_line_of_line ON shipment_line (line_id);

-- What we need to know of the agency's goods, built from the topic catalog.listing.
CREATE TABLE known_sku (
    agency                text   NOT NULL CHECK (agency <> ''),
    sku_key               text   NOT NULL,
    sku                   text   NOT NULL,
    version               bigint NOT NULL,
    state                 text   NOT NULL,
    title                 text   NOT NULL,
    price_minor           bigint NOT NULL CHECK (price_minor >= 0),
    hsn                   text,
    tax_rate_basis_points int    CHECK (tax_rate_basis_points BETWEEN 0 AND 10000),
    gst_state             text,
    PRIMARY KEY (agency, sku_key)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['orders', 'order_line', 'order_history', 'shipment', 'shipment_line', 'known_sku'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY own_agency ON %I USING (sees_agency(agency)) WITH CHECK (sees_agency(agency))', t);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE ON order_history FROM "${serviceRole}";
