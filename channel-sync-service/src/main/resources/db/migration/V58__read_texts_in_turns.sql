-- Where a channel's list of all listings tells less of a listing than a reading does (Amazon's report of all listings), an audit
-- reads some of them for their content alone. content_shares: 0 those whose mark changed, 1 every one, N each N-th beside those
-- whose mark changed; content_share says which of the N. texts: listings whose content was compared; texts_left:
-- those of which the list told no change of their content, and that were not read for it.
ALTER TABLE audit ADD COLUMN content_shares int NOT NULL DEFAULT 0;
ALTER TABLE audit ADD COLUMN content_share int NOT NULL DEFAULT 0;
ALTER TABLE audit ADD COLUMN texts bigint NOT NULL DEFAULT 0;
ALTER TABLE audit ADD COLUMN texts_left bigint NOT NULL DEFAULT 0;

-- What the list told of a listing's content, as a digest.
ALTER TABLE audit_seen ADD COLUMN mark text;

-- The mark that the list had when the listing's content was last read and agreed; empty when it differed. While the list shows
-- the same mark, nothing of what it tells of the content was changed there since.
CREATE TABLE content_proof (
    listing   bigint PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    agency    text        NOT NULL,
    mark      text        NOT NULL,
    proven_at timestamptz NOT NULL
);
ALTER TABLE content_proof ENABLE ROW LEVEL SECURITY;
ALTER TABLE content_proof FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON content_proof USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
