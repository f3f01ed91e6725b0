-- Quotas that several accounts share, of one application or of one seller in several stores: their buckets are kept under the
-- account that asked first. The name is a digest.
CREATE TABLE quota_group (
    name    text PRIMARY KEY,
    account uuid NOT NULL REFERENCES channel_account ON DELETE CASCADE
);
CREATE INDEX quota_group_account ON quota_group (account);
ALTER TABLE quota_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota_group FORCE ROW LEVEL SECURITY;
CREATE POLICY everything_only ON quota_group USING ((SELECT current_setting('haat.everything', true)) = 'true');
