-- The catalogue. Every table with an agency has row-level security, forced for its owner too: the second wall behind the
-- Hibernate filter. Policies read the settings that the service puts on each connection it takes from the pool.

CREATE FUNCTION scope_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('haat.everything', true), '') = 'true';
CREATE FUNCTION scope_agency() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('haat.agency', true), '');
CREATE FUNCTION scope_district() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(nullif(current_setting('haat.district', true), ''), '0')::int;

CREATE TABLE agency (
    code       text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{2,30}$'),
    state_gst_code char(2) NOT NULL REFERENCES state_code,
    name_en    text NOT NULL,
    name_bn    text,
    name_hi    text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE producer (
    id            uuid PRIMARY KEY,
    agency        text NOT NULL REFERENCES agency,
    code          text NOT NULL CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
    version       int  NOT NULL DEFAULT 0,
    district_lgd  int  NOT NULL REFERENCES district,
    name_en       text NOT NULL,
    name_bn       text,
    name_hi       text,
    type          text NOT NULL,
    pan           text,
    gstin         text,
    gst_status    text NOT NULL CHECK (gst_status IN ('REGULAR', 'COMPOSITION', 'ENROLLED', 'UNREGISTERED')),
    enrolment_no  text,
    sells_through text,
    address       text NOT NULL,
    pin           text NOT NULL,
    phone         text,
    email         text,
    handloom_mark text,
    silk_mark     text,
    khadi_mark    text,
    gi_authorised_user text,
    fssai         text,
    udyam         text,
    search_key    text NOT NULL,
    content_hash  bytea NOT NULL,
    changed_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX producer_code ON producer (agency, lower(code));
CREATE INDEX producer_district ON producer (district_lgd, agency, code);
CREATE INDEX producer_seller ON producer (agency, lower(sells_through)) WHERE sells_through IS NOT NULL;

-- Pictures by content. Public and immutable, so without an agency; who uses which stands in media_asset.
CREATE TABLE media_blob (
    sha256     text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    media_type text  NOT NULL,
    bytes      bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE media_blob ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE media_asset (
    agency       text NOT NULL REFERENCES agency,
    name         text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$'),
    sha256       text NOT NULL REFERENCES media_blob,
    media_type   text NOT NULL,
    width_px     int  NOT NULL,
    height_px    int  NOT NULL,
    white_border_percent int NOT NULL CHECK (white_border_percent BETWEEN 0 AND 100),
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (agency, name)
);

CREATE TABLE product (
    id            uuid PRIMARY KEY,
    agency        text NOT NULL REFERENCES agency,
    sku           text NOT NULL CHECK (sku ~ '^[A-Za-z0-9._-]{1,40}$'),
    version       int  NOT NULL DEFAULT 0,
    producer_code text NOT NULL,
    district_lgd  int  NOT NULL REFERENCES district,
    craft         text NOT NULL REFERENCES craft,
    title_en      text NOT NULL,
    title_bn      text,
    title_hi      text,
    description_en text,
    description_bn text,
    description_hi text,
    bullets       text[] NOT NULL DEFAULT '{}',
    brand         text,
    hsn           text,
    gtin          text,
    mrp_paise     bigint NOT NULL CHECK (mrp_paise > 0),
    price_paise   bigint NOT NULL CHECK (price_paise > 0),
    weight_grams  int CHECK (weight_grams > 0),
    length_cm     int CHECK (length_cm > 0),
    width_cm      int CHECK (width_cm > 0),
    height_cm     int CHECK (height_cm > 0),
    lead_time_days int NOT NULL DEFAULT 0 CHECK (lead_time_days BETWEEN 0 AND 365),
    procurement   text NOT NULL DEFAULT 'REGULAR' CHECK (procurement IN ('REGULAR', 'MADE_TO_ORDER')),
    country_of_origin text,
    attributes    jsonb NOT NULL DEFAULT '{}',
    images        text[] NOT NULL DEFAULT '{}',
    state         text NOT NULL
        CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'PAUSED', 'RETIRED')),
    submitted_by  text,
    approved_by   text,
    listed        text CHECK (listed IN ('ON_SALE', 'PAUSED', 'RETIRED')),
    listing_version bigint NOT NULL DEFAULT 0,
    listed_channels text[] NOT NULL DEFAULT '{}',
    row_stock     text,
    search_key    text NOT NULL,
    content_hash  bytea NOT NULL,
    terms_hash    bytea NOT NULL,
    changed_at    timestamptz NOT NULL,
    changed_by    text NOT NULL,
    CHECK (price_paise <= mrp_paise)
);
COMMENT ON COLUMN product.listed IS 'What channels were last told; null before the first publishing.';
COMMENT ON COLUMN product.row_stock IS 'Location and count of the last imported row, so that a repeat of the row does not undo sales.';
COMMENT ON COLUMN product.terms_hash IS 'Of price, MRP and lead time: they may change without a new approval.';
CREATE UNIQUE INDEX product_sku ON product (agency, lower(sku));
CREATE INDEX product_state ON product (agency, state, sku);
CREATE INDEX product_list ON product (agency, sku);
CREATE INDEX product_producer ON product (agency, producer_code);
CREATE INDEX product_district ON product (district_lgd, agency, sku);
CREATE INDEX product_craft ON product (agency, craft, sku);

-- Evidence of what channels were told and when: written once, never changed.
CREATE TABLE listing_version (
    agency       text   NOT NULL,
    sku          text   NOT NULL,
    version      bigint NOT NULL,
    district_lgd int    NOT NULL,
    snapshot     jsonb  NOT NULL,
    person       text   NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (agency, sku, version)
);

-- What the gate said when publishing was last asked for.
CREATE TABLE listing_refusal (
    agency       text NOT NULL,
    sku          text NOT NULL,
    district_lgd int  NOT NULL,
    channel      text NOT NULL,
    refusals     jsonb NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (agency, sku, channel)
);

-- Where each channel account last said the listing stands.
CREATE TABLE channel_status (
    agency       text   NOT NULL,
    sku          text   NOT NULL,
    account      text   NOT NULL,
    district_lgd int    NOT NULL DEFAULT 0,
    channel      text   NOT NULL,
    version      bigint NOT NULL,
    state        text   NOT NULL,
    remote_id    text,
    listing_version bigint NOT NULL,
    since        timestamptz NOT NULL,
    issues       jsonb  NOT NULL,
    PRIMARY KEY (agency, sku, account)
);

CREATE TABLE location (
    agency       text NOT NULL REFERENCES agency,
    code         text NOT NULL CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
    name_en      text NOT NULL,
    name_bn      text,
    name_hi      text,
    kind         text NOT NULL DEFAULT 'WAREHOUSE'
        CHECK (kind IN ('WAREHOUSE', 'OUTLET', 'STALL', 'KIOSK', 'VAN', 'MAKER_HOME')),
    district_lgd int REFERENCES district,
    address      text,
    pin          text,
    status       text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'PLANNED', 'CLOSED')),
    PRIMARY KEY (agency, code)
);

-- One row per SKU: the row that a reservation locks. Available to sell is on hand less reserved, never below nought.
CREATE TABLE stock_item (
    agency       text   NOT NULL REFERENCES agency,
    sku          text   NOT NULL,
    district_lgd int    NOT NULL,
    on_hand      int    NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved     int    NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    version      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (agency, sku)
);

CREATE TABLE stock_at (
    agency       text NOT NULL,
    sku          text NOT NULL,
    location     text NOT NULL,
    district_lgd int  NOT NULL,
    on_hand      int  NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    PRIMARY KEY (agency, sku, location),
    FOREIGN KEY (agency, sku) REFERENCES stock_item,
    FOREIGN KEY (agency, location) REFERENCES location
);

-- The ledger. Append-only: the service may insert and read, nothing else.
CREATE TABLE stock_movement (
    agency       text NOT NULL,
    movement_id  text NOT NULL,
    sku          text NOT NULL,
    district_lgd int  NOT NULL,
    kind         text NOT NULL
        CHECK (kind IN ('OPENING', 'RECEIPT', 'ADJUST', 'RESERVE', 'RELEASE', 'SHIP', 'RETURN')),
    location     text,
    quantity     int  NOT NULL,
    on_hand_after  int NOT NULL CHECK (on_hand_after >= 0),
    reserved_after int NOT NULL CHECK (reserved_after >= 0),
    order_id     text,
    line_id      text,
    channel      text,
    note         text,
    person       text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (agency, movement_id)
);
COMMENT ON COLUMN stock_movement.quantity IS 'Signed change of on hand (opening, receipt, adjust, ship, return) or of reserved (reserve, release).';
CREATE INDEX stock_movement_sku ON stock_movement (agency, sku, at);

CREATE TABLE reservation (
    agency       text NOT NULL,
    line_id      text NOT NULL,
    order_id     text NOT NULL,
    sku          text NOT NULL,
    district_lgd int  NOT NULL,
    asked        int  NOT NULL,
    held         int  NOT NULL CHECK (held >= 0),
    granted      boolean NOT NULL,
    ended        boolean NOT NULL DEFAULT false,
    at           timestamptz NOT NULL,
    PRIMARY KEY (agency, line_id)
);
CREATE INDEX reservation_sku ON reservation (agency, sku);

CREATE TABLE import_job (
    id           uuid PRIMARY KEY,
    agency       text NOT NULL REFERENCES agency,
    kind         text NOT NULL CHECK (kind IN ('PRODUCERS', 'PRODUCTS')),
    state        text NOT NULL
        CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    file_name    text NOT NULL,
    file_bytes   bigint NOT NULL,
    file_sha256  text NOT NULL,
    rows_expected int NOT NULL,
    rows_read    int NOT NULL DEFAULT 0,
    created      int NOT NULL DEFAULT 0,
    changed      int NOT NULL DEFAULT 0,
    unchanged    int NOT NULL DEFAULT 0,
    refused      int NOT NULL DEFAULT 0,
    cancel_asked boolean NOT NULL DEFAULT false,
    failure      text,
    person       text NOT NULL,
    asked_at     timestamptz NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz
);
CREATE INDEX import_job_list ON import_job (agency, asked_at DESC);
CREATE INDEX import_job_open ON import_job (state) WHERE state IN ('QUEUED', 'RUNNING');

-- The upload in pieces until the job ends, so that another replica or a restart can go on.
CREATE TABLE import_piece (
    job_id  uuid  NOT NULL REFERENCES import_job ON DELETE CASCADE,
    agency  text  NOT NULL,
    number  int   NOT NULL,
    bytes   bytea NOT NULL,
    PRIMARY KEY (job_id, number)
);

CREATE TABLE import_problem (
    job_id  uuid NOT NULL REFERENCES import_job ON DELETE CASCADE,
    agency  text NOT NULL,
    number  int  NOT NULL,
    line    int  NOT NULL,
    field   text,
    value   text,
    rule    text NOT NULL,
    arguments text[] NOT NULL DEFAULT '{}',
    owner   text NOT NULL,
    refuses boolean NOT NULL,
    PRIMARY KEY (job_id, number)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['media_asset', 'location', 'import_job', 'import_piece', 'import_problem'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_everything()) OR agency = (SELECT scope_agency()))', t);
    END LOOP;
    -- A district officer reads what belongs to the district, in every agency; writing needs the agency.
    FOREACH t IN ARRAY ARRAY['producer', 'product', 'listing_version', 'listing_refusal', 'channel_status', 'stock_item',
            'stock_at', 'stock_movement', 'reservation'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_everything()) OR agency = (SELECT scope_agency()))', t);
        EXECUTE format('CREATE POLICY district_reads ON %I FOR SELECT USING (district_lgd = (SELECT scope_district()))', t);
    END LOOP;
END $$;

ALTER TABLE agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON agency USING ((SELECT scope_everything()) OR code = (SELECT scope_agency()));

REVOKE UPDATE, DELETE ON stock_movement, listing_version FROM "${serviceRole}";
REVOKE INSERT, UPDATE, DELETE ON state_code, district, craft, gst_rate, hsn_duty, guarded_word, channel_policy
    FROM "${serviceRole}";
