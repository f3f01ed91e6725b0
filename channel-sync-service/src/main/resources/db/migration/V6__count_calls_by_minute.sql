-- Quotas are judged over a running window, so calls are counted by the minute; rows of whole hours stay what they are.
ALTER TABLE account_usage RENAME COLUMN hour TO minute;
CREATE INDEX account_usage_minute ON account_usage (minute);

-- The rate that a partner's own answers last granted an account; it replaces the published one.
CREATE TABLE account_quota (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    operation       text        NOT NULL,
    rate_per_second float8      NOT NULL CHECK (rate_per_second > 0),
    learnt_at       timestamptz NOT NULL,
    PRIMARY KEY (account, operation)
);
ALTER TABLE account_quota ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_quota FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON account_quota USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
