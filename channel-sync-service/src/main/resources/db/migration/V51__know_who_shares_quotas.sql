-- Which group's bucket an account draws from, so that what one of the group learnt is told of each.
CREATE TABLE quota_share (
    account uuid NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    bucket  text NOT NULL,
    name    text NOT NULL,  -- of the group, as in quota_group; it may be without a keeper for a while
    PRIMARY KEY (account, bucket)
);
ALTER TABLE quota_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota_share FORCE ROW LEVEL SECURITY;
CREATE POLICY everything_only ON quota_share USING ((SELECT current_setting('haat.everything', true)) = 'true');
