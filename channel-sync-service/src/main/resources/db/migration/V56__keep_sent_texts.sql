-- The texts that the channel took last of a listing, as it gives them back: an audit holds what is shown against these, and not
-- against what our writer of today would send. hash: the content that they belong to; another one was taken since where it differs.
CREATE TABLE sent_texts (
    listing bigint PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    agency  text   NOT NULL,
    hash    text   NOT NULL,
    texts   jsonb  NOT NULL
);
ALTER TABLE sent_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE sent_texts FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON sent_texts USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
