-- What the catalogue last said of a product: the highest version of each of its two facts.
CREATE TABLE product (
    agency           text   NOT NULL,
    sku              text   NOT NULL,
    snapshot_version bigint NOT NULL DEFAULT 0,
    snapshot         jsonb,
    stock_version    bigint NOT NULL DEFAULT 0,
    available        int,
    received_at      timestamptz NOT NULL,
    PRIMARY KEY (agency, sku)
);

-- One product on one account.
CREATE TABLE listing (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency          text        NOT NULL,
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    sku             text        NOT NULL,
    district_lgd    int         NOT NULL DEFAULT 0,
    title           text        NOT NULL DEFAULT '',
    wanted          text        NOT NULL CHECK (wanted IN ('ON_SALE', 'PAUSED', 'RETIRED')),
    wanted_cause    text        NOT NULL,
    state           text        NOT NULL,
    cause           text        NOT NULL,
    since           timestamptz NOT NULL,
    version         bigint      NOT NULL DEFAULT 1,
    remote_id       text,
    reference       text,
    listing_version bigint      NOT NULL DEFAULT 0,
    accepted_at     timestamptz,
    verify_due_at   timestamptz,
    verify_attempts int         NOT NULL DEFAULT 0,
    read_at         timestamptz,
    UNIQUE (account, sku)
);
CREATE INDEX listing_by_product ON listing (agency, sku);
CREATE INDEX listing_by_state ON listing (account, state, sku);
CREATE INDEX listing_verify_due ON listing (account, verify_due_at) WHERE verify_due_at IS NOT NULL;

-- Desired against applied (what the channel last accepted) and observed (what it last showed), per facet.
-- work: NONE nothing to do; SEND send the desired value when due; READ_BACK the outcome of a call is unknown, read first;
-- BLOCKED the channel refused, a change of the product, the rules or a person must come first.
-- rank orders a lane: the time since which it waits, less a bonus for urgency, so that everything gains with waiting.
CREATE TABLE listing_facet (
    listing         bigint NOT NULL REFERENCES listing ON DELETE CASCADE,
    facet           text   NOT NULL CHECK (facet IN ('CONTENT', 'PRICE', 'STOCK')),
    agency          text   NOT NULL,
    account         uuid   NOT NULL,
    desired         jsonb,
    desired_hash    text   NOT NULL,
    desired_version bigint NOT NULL,
    desired_at      timestamptz NOT NULL,
    applied         jsonb,
    applied_hash    text,
    applied_version bigint NOT NULL DEFAULT 0,
    applied_at      timestamptz,
    observed        jsonb,
    observed_at     timestamptz,
    work            text   NOT NULL DEFAULT 'NONE' CHECK (work IN ('NONE', 'SEND', 'READ_BACK', 'BLOCKED')),
    urgency         text   NOT NULL DEFAULT 'NONE',
    due_at          timestamptz,
    waiting_since   timestamptz,
    rank            timestamptz,
    attempts        int    NOT NULL DEFAULT 0,
    blocked_cause   text,
    call            bigint,
    PRIMARY KEY (listing, facet)
);
CREATE INDEX listing_facet_to_send ON listing_facet (account, facet, rank) WHERE work = 'SEND' AND call IS NULL;
CREATE INDEX listing_facet_in_flight ON listing_facet (account) WHERE call IS NOT NULL;
CREATE INDEX listing_facet_waiting ON listing_facet (account, waiting_since) WHERE work <> 'NONE';

CREATE TABLE listing_history (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    listing    bigint      NOT NULL REFERENCES listing ON DELETE CASCADE,
    agency     text        NOT NULL,
    at         timestamptz NOT NULL,
    from_state text,
    to_state   text        NOT NULL,
    cause      text        NOT NULL,
    actor      text        NOT NULL
);
CREATE INDEX listing_history_listing ON listing_history (listing, id);

-- What the channel holds against a listing, in its own words. facet is CALL for what a call answered, READ for a reading.
CREATE TABLE listing_issue (
    listing    bigint      NOT NULL REFERENCES listing ON DELETE CASCADE,
    agency     text        NOT NULL,
    account    uuid        NOT NULL,
    source     text        NOT NULL,
    position   int         NOT NULL,
    code       text        NOT NULL,
    severity   text        NOT NULL CHECK (severity IN ('ERROR', 'WARNING', 'INFO')),
    message    text        NOT NULL,
    field      text,
    remedy     text        NOT NULL,
    owner      text        NOT NULL CHECK (owner IN ('PRODUCER', 'AGENCY', 'OPERATIONS', 'PARTNER')),
    since      timestamptz NOT NULL,
    PRIMARY KEY (listing, source, position)
);
CREATE INDEX listing_issue_by_code ON listing_issue (account, code);

-- A call is written down before it is made, and what became of each line after.
CREATE TABLE channel_call (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency      text        NOT NULL,
    operation   text        NOT NULL,
    lines       int         NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    failure     text,
    message     text
);
CREATE INDEX channel_call_open ON channel_call (account) WHERE finished_at IS NULL;
CREATE INDEX channel_call_account ON channel_call (account, id);
CREATE INDEX channel_call_started ON channel_call (started_at);

CREATE TABLE channel_call_line (
    call    bigint NOT NULL REFERENCES channel_call ON DELETE CASCADE,
    listing bigint NOT NULL REFERENCES listing ON DELETE CASCADE,
    facet   text   NOT NULL,
    agency  text   NOT NULL,
    sku     text   NOT NULL,
    value   jsonb,
    hash    text   NOT NULL,
    version bigint NOT NULL,
    status  text,
    failure text,
    code    text,
    message text,
    PRIMARY KEY (call, listing, facet)
);
CREATE INDEX channel_call_line_listing ON channel_call_line (listing, call);

-- What was said and answered on the wire, scrubbed before it comes here.
CREATE TABLE channel_transcript (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    at              timestamptz NOT NULL,
    operation       text        NOT NULL,
    method          text        NOT NULL,
    path            text        NOT NULL,
    status          int         NOT NULL,
    outcome         text        NOT NULL,
    duration_ms     bigint      NOT NULL,
    request_headers jsonb       NOT NULL,
    request_body    text,
    answer_headers  jsonb       NOT NULL,
    answer_body     text
);
CREATE INDEX channel_transcript_account ON channel_transcript (account, id);
CREATE INDEX channel_transcript_at ON channel_transcript (at);

-- Which remedy a channel's words call for, and who acts. Data: add rows, not code. The longest code that fits wins;
-- a code ending in * fits by its beginning, channel * fits every channel, field narrows when given.
CREATE TABLE issue_remedy (
    channel text NOT NULL,
    code    text NOT NULL,
    field   text NOT NULL DEFAULT '',
    remedy  text NOT NULL,
    owner   text NOT NULL CHECK (owner IN ('PRODUCER', 'AGENCY', 'OPERATIONS', 'PARTNER')),
    source  text NOT NULL,
    PRIMARY KEY (channel, code, field)
);
INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', '*', '', 'remedy.unknown', 'OPERATIONS', 'nothing better is known'),
    ('*', 'UNKNOWN', '', 'remedy.none.we-read-back', 'OPERATIONS', 'ours: no answer came'),
    ('*', 'THROTTLED', '', 'remedy.none.we-wait', 'OPERATIONS', 'ours'),
    ('*', 'TEMPORARY', '', 'remedy.none.we-try-again', 'PARTNER', 'ours'),
    ('*', 'PROTOCOL', '', 'remedy.channel.changed', 'OPERATIONS', 'ours'),
    ('*', 'NOT_FOUND', '', 'remedy.listing.missing', 'OPERATIONS', 'ours'),
    ('*', 'AUTH', '', 'remedy.account.reauthorise', 'OPERATIONS', 'ours'),
    ('*', 'AWAITING_IDENTIFIER', '', 'remedy.identifier.obtain', 'AGENCY', 'ours'),
    ('*', 'NOT_LIVE_YET', '', 'remedy.none.we-read-back', 'PARTNER', 'ours: accepted is not live'),
    ('*', 'NOT_LIVE_IN_TIME', '', 'remedy.verification.ask-partner', 'OPERATIONS', 'ours: accepted is not live'),
    ('amazon-in', '90220', '', 'remedy.attribute.missing', 'AGENCY', 'Listings API: a required attribute is missing'),
    ('amazon-in', '99022', '', 'remedy.attribute.missing', 'AGENCY', 'Listings API: not enough values'),
    ('amazon-in', '90000900', '', 'remedy.attribute.invalid', 'AGENCY', 'Listings API: invalid attributes'),
    ('amazon-in', '18027', '', 'remedy.image.unfit', 'PRODUCER', 'Listings API: text or logo on the picture'),
    ('amazon-in', '18155', '', 'remedy.price.too-low', 'AGENCY', 'Listings API: price below the least allowed'),
    ('amazon-in', '8541', '', 'remedy.identifier.conflict', 'OPERATIONS', 'Listings API: matches another product'),
    ('amazon-in', '8542', '', 'remedy.identifier.conflict', 'OPERATIONS', 'Listings API: matches another product'),
    ('amazon-in', '8566', '', 'remedy.identifier.conflict', 'OPERATIONS', 'Listings API: SKU not in the catalogue'),
    ('amazon-in', '8572', '', 'remedy.identifier.conflict', 'OPERATIONS', 'Listings API: identifiers used before'),
    ('flipkart', '*', 'selling_price', 'remedy.price.invalid', 'AGENCY', 'attribute_errors name the attribute'),
    ('flipkart', '*', 'price.selling_price', 'remedy.price.invalid', 'AGENCY', 'errors name the path'),
    ('flipkart', '*', 'mrp', 'remedy.price.invalid', 'AGENCY', 'attribute_errors name the attribute'),
    ('flipkart', '*', 'hsn', 'remedy.attribute.invalid', 'AGENCY', 'attribute_errors name the attribute'),
    ('flipkart', '*', 'product_id', 'remedy.identifier.obtain', 'AGENCY', 'attribute_errors name the attribute');
