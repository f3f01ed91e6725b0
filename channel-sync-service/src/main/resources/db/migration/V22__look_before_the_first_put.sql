-- What an account has at its channel is looked at before anything new is put there. CENSUS: the channel's pages are read, nothing
-- new is put. EACH: the channel has more than it pages through, so each listing is read before its first put. DONE: all is known.
SELECT set_config('haat.everything', 'true', true);
ALTER TABLE channel_account ADD COLUMN look text NOT NULL DEFAULT 'CENSUS' CHECK (look IN ('CENSUS', 'EACH', 'DONE'));
ALTER TABLE channel_account ADD COLUMN look_cursor text;
ALTER TABLE channel_account ADD COLUMN look_whole boolean NOT NULL DEFAULT true;
ALTER TABLE channel_account ADD COLUMN look_since timestamptz;
ALTER TABLE channel_account ADD COLUMN looked_at timestamptz;
-- What is served already was put there by us.
UPDATE channel_account a SET look = 'DONE' WHERE EXISTS (SELECT 1 FROM listing l WHERE l.account = a.id);

-- Listings that an account has at its channel and that are not in our catalogue, as the channel names them. OPEN waits for a
-- person or for a product of that name; LINKED is ours now; LEFT is left alone.
CREATE TABLE listing_there (
    account    uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    sku        text        NOT NULL,
    sku_key    text GENERATED ALWAYS AS (lower(sku)) STORED,
    remote_id  text,
    title      text        NOT NULL DEFAULT '',
    mrp        bigint,
    price      bigint,
    currency   text,
    quantity   int,
    live       boolean,
    state      text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'LINKED', 'LEFT')),
    our_sku    text,
    seen_at    timestamptz NOT NULL,
    settled_at timestamptz,
    settled_by text,
    PRIMARY KEY (account, sku)
);
CREATE INDEX listing_there_state ON listing_there (account, state, sku);
CREATE INDEX listing_there_remote ON listing_there (account, remote_id) WHERE remote_id IS NOT NULL;

-- Listings that the channel knows by another SKU than ours. Every call to the channel, and every answer, goes through it.
CREATE TABLE sku_there (
    account    uuid NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text NOT NULL,
    sku        text NOT NULL,
    remote_sku text NOT NULL,
    PRIMARY KEY (account, sku),
    UNIQUE (account, remote_sku)
);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['listing_there', 'sku_there'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
CREATE INDEX listing_by_remote_id ON listing (agency, remote_id) WHERE remote_id IS NOT NULL;
