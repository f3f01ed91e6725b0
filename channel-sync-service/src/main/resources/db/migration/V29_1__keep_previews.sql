-- The newest look that a channel had at a listing on a person's demand. seen: the hashes of content and price that it looked at.
CREATE TABLE listing_preview (
    listing   bigint      PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    agency    text        NOT NULL,
    at        timestamptz NOT NULL,
    person    text        NOT NULL,
    seen      text        NOT NULL,
    fit       boolean     NOT NULL,
    asked     boolean     NOT NULL,
    remote_id text,
    issues    jsonb       NOT NULL
);
ALTER TABLE listing_preview ENABLE ROW LEVEL SECURITY;
ALTER TABLE listing_preview FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON listing_preview USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
