-- An audit compares everything a channel has for an account with what should be there. phase says where it goes on after a
-- pause or a crash: CENSUS pages (cursor), READ what the pages only named (after_listing), CONFIRM what looked like drift.
CREATE TABLE audit (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account       uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency        text        NOT NULL,
    asked_by      text        NOT NULL,
    scheduled     boolean     NOT NULL,
    report_only   boolean     NOT NULL,
    phase         text        NOT NULL DEFAULT 'CENSUS' CHECK (phase IN ('CENSUS', 'READ', 'CONFIRM')),
    outcome       text CHECK (outcome IN ('COMPLETE', 'INCOMPLETE', 'FAILED', 'STOPPED')),
    why           text,
    began_at      timestamptz NOT NULL,
    ended_at      timestamptz,
    cursor        text,
    after_listing bigint      NOT NULL DEFAULT 0,
    whole         boolean     NOT NULL DEFAULT true,
    found         bigint      NOT NULL DEFAULT 0,
    named         bigint      NOT NULL DEFAULT 0,
    read          bigint      NOT NULL DEFAULT 0,
    compared      bigint      NOT NULL DEFAULT 0,
    moving        bigint      NOT NULL DEFAULT 0,
    calls         bigint      NOT NULL DEFAULT 0,
    minimum       bigint      NOT NULL DEFAULT 0,
    failures      int         NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX audit_running ON audit (account) WHERE outcome IS NULL;
CREATE INDEX audit_account ON audit (account, id);
CREATE INDEX audit_ended ON audit (ended_at);

-- What an audit under way has come across; emptied when it ends.
CREATE TABLE audit_seen (
    audit    bigint  NOT NULL REFERENCES audit ON DELETE CASCADE,
    sku      text    NOT NULL,
    agency   text    NOT NULL,
    compared boolean NOT NULL,
    PRIMARY KEY (audit, sku)
);

-- A difference. CANDIDATE until a second reading finds it still there; EXTRA waits for a person, since nothing is deleted.
CREATE TABLE audit_drift (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audit      bigint      NOT NULL REFERENCES audit ON DELETE CASCADE,
    account    uuid        NOT NULL,
    agency     text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('MISSING', 'EXTRA', 'PRICE', 'STOCK', 'CONTENT', 'STATUS')),
    sku        text        NOT NULL,
    listing    bigint REFERENCES listing ON DELETE CASCADE,
    remote_id  text,
    wanted     text        NOT NULL DEFAULT '',
    shown      text        NOT NULL DEFAULT '',
    state      text        NOT NULL CHECK (state IN ('CANDIDATE', 'REPAIRED', 'REPORTED', 'WAITING', 'LEFT')),
    found_at   timestamptz NOT NULL,
    settled_at timestamptz,
    settled_by text,
    UNIQUE (audit, kind, sku)
);
CREATE INDEX audit_drift_candidates ON audit_drift (audit, listing) WHERE state = 'CANDIDATE';

-- Listings on an account that a person decided to leave alone. No audit calls them drift again.
CREATE TABLE audit_left (
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency  text        NOT NULL,
    sku     text        NOT NULL,
    left_at timestamptz NOT NULL,
    left_by text        NOT NULL,
    PRIMARY KEY (account, sku)
);

-- When an account last told of a new order of a SKU (in small letters). Until the catalogue's stock figure is younger than
-- that, a channel that shows less than it should may be right.
CREATE TABLE sku_sold (
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    sku     text        NOT NULL,
    agency  text        NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (account, sku)
);
ALTER TABLE product ADD COLUMN stock_received_at timestamptz;

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['audit', 'audit_seen', 'audit_drift', 'audit_left', 'sku_sold'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
