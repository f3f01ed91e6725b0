-- Until when a credential of an account is good, as far as it is known.
CREATE TABLE account_expiry (
    account    uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('CONSENT', 'CLIENT_SECRET', 'REFRESH_TOKEN')),
    expires_at timestamptz NOT NULL,
    -- TOLD: the channel or a person named the day; RECKONED: counted from the day on which it was entered here.
    basis      text        NOT NULL CHECK (basis IN ('TOLD', 'RECKONED')),
    since      timestamptz NOT NULL,
    PRIMARY KEY (account, kind)
);
CREATE INDEX account_expiry_ends ON account_expiry (expires_at);

-- A warning that one of them ends, raised once for each of 30, 7 and 1 day before and on the day itself (0). A new credential
-- clears what stands.
CREATE TABLE account_warning (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account    uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('CONSENT', 'CLIENT_SECRET', 'REFRESH_TOKEN')),
    expires_at timestamptz NOT NULL,
    days_left  int         NOT NULL,
    raised_at  timestamptz NOT NULL,
    cleared_at timestamptz,
    UNIQUE (account, kind, expires_at, days_left)
);
CREATE INDEX account_warning_standing ON account_warning (account) WHERE cleared_at IS NULL;

-- A seller who is at the marketplace's page to give consent. The state that went along is good once and for a short while, and
-- only for the person who began; its digest is kept.
CREATE TABLE consent_request (
    state_digest text PRIMARY KEY,
    account      uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency       text        NOT NULL,
    person       text        NOT NULL,
    begun_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    outcome      text
);
CREATE INDEX consent_request_account ON consent_request (account, begun_at);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['account_expiry', 'account_warning', 'consent_request'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;

-- Credentials that were entered before: Amazon's consent lasts a year and its secret 180 days, Flipkart's refresh token 180 days.
SELECT set_config('haat.everything', 'true', true);
INSERT INTO account_expiry (account, agency, kind, expires_at, basis, since)
SELECT s.account, s.agency, lives.kind, s.set_at + lives.life, 'RECKONED', s.set_at
FROM account_secret s JOIN channel_account a ON a.id = s.account
    JOIN (VALUES ('amazon-in', 'refresh_token', 'CONSENT', interval '365 days'),
                 ('amazon-in', 'client_secret', 'CLIENT_SECRET', interval '180 days'),
                 ('flipkart', 'refresh_token', 'REFRESH_TOKEN', interval '180 days'))
        AS lives (channel, key, kind, life) ON lives.channel = a.channel AND lives.key = s.key;
