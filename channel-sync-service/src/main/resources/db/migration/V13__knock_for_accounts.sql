-- When an account that its channel refuses is tried again. denied_at is the account's state_since: another one is another refusal.
CREATE TABLE account_knock (
    account   uuid PRIMARY KEY REFERENCES channel_account ON DELETE CASCADE,
    agency    text        NOT NULL,
    denied_at timestamptz NOT NULL,
    attempts  int         NOT NULL,
    due_at    timestamptz NOT NULL,
    healed_at timestamptz
);
ALTER TABLE account_knock ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_knock FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON account_knock USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
