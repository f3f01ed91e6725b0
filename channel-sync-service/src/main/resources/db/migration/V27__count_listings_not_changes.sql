-- A mass change is one of many listings: a few whose price changes again and again are none. Each listing counts once within
-- the window.
CREATE TABLE mass_change_listing (
    account    uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    kind       text        NOT NULL,
    listing    bigint      NOT NULL REFERENCES listing ON DELETE CASCADE,
    counted_at timestamptz NOT NULL,
    PRIMARY KEY (account, kind, listing)
);
CREATE INDEX mass_change_listing_of ON mass_change_listing (listing);
ALTER TABLE mass_change_listing ENABLE ROW LEVEL SECURITY;
ALTER TABLE mass_change_listing FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON mass_change_listing USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
