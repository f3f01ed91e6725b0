-- How long changes took from the moment they came in until the channel accepted them (ACCEPTED) or showed them to buyers
-- (LIVE), counted by the minute. step: the time was at most 2^(step/4) milliseconds, so that a share is within a fifth.
CREATE TABLE account_propagation (
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency  text        NOT NULL,
    minute  timestamptz NOT NULL,
    stage   text        NOT NULL CHECK (stage IN ('ACCEPTED', 'LIVE')),
    step    int         NOT NULL,
    changes bigint      NOT NULL,
    PRIMARY KEY (account, minute, stage, step)
);
CREATE INDEX account_propagation_minute ON account_propagation (minute);
ALTER TABLE account_propagation ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_propagation FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON account_propagation USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
