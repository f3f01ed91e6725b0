-- What stops harm: a channel stopped for everybody, an account that is away, and changes to so many listings at once that a
-- second person looks first.
CREATE TABLE channel_stop (
    channel    text PRIMARY KEY,
    reason     text        NOT NULL,
    stopped_at timestamptz NOT NULL,
    stopped_by text        NOT NULL
);
CREATE TABLE channel_stop_change (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel text        NOT NULL,
    at      timestamptz NOT NULL,
    person  text        NOT NULL,
    action  text        NOT NULL CHECK (action IN ('STOPPED', 'RELEASED')),
    reason  text        NOT NULL
);

ALTER TABLE channel_account ADD COLUMN away_since timestamptz;
ALTER TABLE channel_account ADD COLUMN away_reason text;

-- listings and live as they were when it began to wait. GONE: the catalogue took the change back.
CREATE TABLE mass_change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account    uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('ZERO', 'END', 'REPRICE')),
    state      text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RELEASED', 'GONE')),
    since      timestamptz NOT NULL,
    listings   bigint      NOT NULL,
    live       bigint      NOT NULL,
    decided_at timestamptz,
    decided_by text
);
CREATE UNIQUE INDEX mass_change_waiting ON mass_change (account, kind) WHERE state = 'WAITING';
CREATE INDEX mass_change_account ON mass_change (account, id);

-- Harmful changes that were sent, minute by minute, so that a slow flood counts as one too.
CREATE TABLE mass_change_sent (
    account  uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency   text        NOT NULL,
    kind     text        NOT NULL,
    minute   timestamptz NOT NULL,
    listings bigint      NOT NULL,
    PRIMARY KEY (account, kind, minute)
);
CREATE INDEX mass_change_sent_minute ON mass_change_sent (minute);
CREATE INDEX listing_facet_harmful ON listing_facet (account, urgency)
    WHERE work = 'SEND' AND urgency IN ('PRICE', 'STOCK_TO_ZERO', 'RETIRE');
CREATE INDEX sku_sold_agency ON sku_sold (agency, sku);

INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'DELAYED_CHANNEL_STOPPED', '', 'remedy.channel.release', 'OPERATIONS', 'ours: a change waits'),
    ('*', 'DELAYED_MASS_CHANGE', '', 'remedy.mass-change.look', 'OPERATIONS', 'ours: a change waits');

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['mass_change', 'mass_change_sent'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
    FOREACH guarded IN ARRAY ARRAY['channel_stop', 'channel_stop_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY all_read ON %I FOR SELECT USING (true)', guarded);
        EXECUTE format('CREATE POLICY everything_writes ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'')',
            guarded);
    END LOOP;
END $$;
