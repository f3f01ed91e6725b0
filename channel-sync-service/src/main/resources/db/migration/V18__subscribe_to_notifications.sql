-- What a channel was asked to tell of an account through a queue. Whether it does is seen by what comes.
CREATE TABLE account_subscription (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    type            text        NOT NULL,
    remote_id       text        NOT NULL,
    payload_version text        NOT NULL,
    subscribed_at   timestamptz NOT NULL,
    subscribed_by   text        NOT NULL,
    PRIMARY KEY (account, type)
);
ALTER TABLE account_subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_subscription FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON account_subscription USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
