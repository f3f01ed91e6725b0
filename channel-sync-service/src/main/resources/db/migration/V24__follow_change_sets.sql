-- The catalogue's change sets as they go to channels: which listings each changed, from what to what. The catalogue owns them and
-- puts them back; here stands how far they have come.
CREATE TABLE change_set (
    account  uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    id       text        NOT NULL,
    agency   text        NOT NULL,
    first_at timestamptz NOT NULL,
    changes  bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (account, id)
);
CREATE INDEX change_set_newest ON change_set (first_at DESC, account, id);

CREATE TABLE listing_change (
    account        uuid        NOT NULL,
    change_set     text        NOT NULL,
    listing        bigint      NOT NULL REFERENCES listing ON DELETE CASCADE,
    facet          text        NOT NULL,
    agency         text        NOT NULL,
    before         jsonb,
    before_version bigint      NOT NULL,
    after          jsonb,
    after_hash     text        NOT NULL,
    after_version  bigint      NOT NULL,
    at             timestamptz NOT NULL,
    PRIMARY KEY (account, change_set, listing, facet),
    FOREIGN KEY (account, change_set) REFERENCES change_set ON DELETE CASCADE
);
CREATE INDEX listing_change_listing ON listing_change (listing);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['change_set', 'listing_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
