-- What is left of a quota: one row per account and bucket, drawn from by every replica and still true after a restart.
-- Time is the database's. filled_at lies in the future while the partner has asked us to wait.
CREATE TABLE throttle_bucket (
    account        uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency         text        NOT NULL,
    bucket         text        NOT NULL,
    burst          int         NOT NULL CHECK (burst >= 1),
    published_rate float8      NOT NULL CHECK (published_rate > 0),
    permits        float8      NOT NULL CHECK (permits >= 0),
    granted        int         NOT NULL CHECK (granted >= 0),  -- what the last asking got, so that one statement can tell it
    filled_at      timestamptz NOT NULL,
    learnt_rate    float8      CHECK (learnt_rate > 0),        -- the partner's own word; it replaces the published rate
    learnt_at      timestamptz,
    learnt_from    text,                                       -- the operation whose answer said so
    PRIMARY KEY (account, bucket)
);
ALTER TABLE throttle_bucket ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle_bucket FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON throttle_bucket USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));

CREATE FUNCTION throttle_level(permits float8, filled_at timestamptz, at timestamptz, rate float8, burst int)
    RETURNS float8 LANGUAGE sql IMMUTABLE
    RETURN least(burst, permits + rate * greatest(0, extract(epoch FROM at - filled_at))::float8);

-- Rates that partners told before are kept; each bucket is believed empty, which no partner can mind.
SELECT set_config('haat.everything', 'true', true);
INSERT INTO throttle_bucket (account, agency, bucket, burst, published_rate, permits, granted, filled_at, learnt_rate, learnt_at, learnt_from)
SELECT account, agency, operation, 1, rate_per_second, 0, 0, now(), rate_per_second, learnt_at, operation FROM account_quota;
DROP TABLE account_quota;
