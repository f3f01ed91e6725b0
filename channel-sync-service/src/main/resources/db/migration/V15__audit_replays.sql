-- What people did about messages that could not be applied, also what did not help. agency is null for an event, which belongs to
-- no agency until it is read.
CREATE TABLE parked_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind    text        NOT NULL,
    message bigint      NOT NULL,
    agency  text,
    about   text        NOT NULL,
    at      timestamptz NOT NULL,
    person  text        NOT NULL,
    action  text        NOT NULL CHECK (action IN ('REPLAYED', 'REPLAY_FAILED', 'DISCARDED')),
    detail  text        NOT NULL
);
CREATE INDEX parked_action_message ON parked_action (kind, message, id);
ALTER TABLE parked_action ENABLE ROW LEVEL SECURITY;
ALTER TABLE parked_action FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON parked_action USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
