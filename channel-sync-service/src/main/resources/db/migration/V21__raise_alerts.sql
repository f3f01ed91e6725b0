-- What is watched, as data: from which figure on it is an alert, how long it must be over before it is called over, and how
-- often a standing one is told again (0: never).
CREATE TABLE alert_rule (
    rule           text PRIMARY KEY,
    enabled        boolean NOT NULL DEFAULT true,
    threshold      float8,
    unit           text,
    severity       text NOT NULL CHECK (severity IN ('ERROR', 'WARNING')),
    calm_minutes   int  NOT NULL CHECK (calm_minutes BETWEEN 0 AND 1440),
    repeat_minutes int  NOT NULL CHECK (repeat_minutes BETWEEN 0 AND 43200),
    set_at         timestamptz,
    set_by         text
);
INSERT INTO alert_rule (rule, threshold, unit, severity, calm_minutes, repeat_minutes) VALUES
    ('NEEDS_REAUTH', NULL, NULL, 'ERROR', 0, 1440),
    ('CREDENTIAL_ENDS', NULL, NULL, 'WARNING', 0, 1440),
    ('OLDEST_WAITING', 15, 'minutes', 'ERROR', 5, 360),
    ('REFUSED_SHARE', 10, 'percent', 'WARNING', 30, 1440),
    ('PARKED_MESSAGE', NULL, NULL, 'ERROR', 0, 1440),
    ('MASS_CHANGE', NULL, NULL, 'ERROR', 0, 240),
    ('DRIFT', 1, 'listings', 'WARNING', 0, 1440),
    ('FEED_OVERDUE', NULL, NULL, 'WARNING', 0, 1440),
    ('CHANNEL_STOPPED', NULL, NULL, 'ERROR', 0, 720);

-- subject: an account's id, a channel, or what else it is about. over_since: the condition is gone, and it is not yet believed.
-- agency '*': of no agency or of all.
CREATE TABLE alert (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency     text        NOT NULL,
    rule       text        NOT NULL,
    subject    text        NOT NULL,
    account    uuid REFERENCES channel_account ON DELETE CASCADE,
    name       text        NOT NULL,
    channel    text,
    figure     bigint      NOT NULL,
    detail     text        NOT NULL,
    raised_at  timestamptz NOT NULL,
    told_at    timestamptz NOT NULL,
    over_since timestamptz,
    cleared_at timestamptz
);
CREATE UNIQUE INDEX alert_standing ON alert (agency, rule, subject) WHERE cleared_at IS NULL;
CREATE INDEX alert_cleared ON alert (cleared_at);

CREATE TABLE alert_destination (
    id         uuid PRIMARY KEY,
    agency     text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('WEBHOOK', 'EMAIL')),
    address    text        NOT NULL CHECK (length(address) <= 500),
    language   text        NOT NULL CHECK (language IN ('en', 'bn', 'hi')),
    sealed     text,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    gone_at    timestamptz,
    UNIQUE (agency, kind, address)
);

-- What is to be delivered and what came of it.
CREATE TABLE alert_delivery (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    destination  uuid        NOT NULL REFERENCES alert_destination ON DELETE CASCADE,
    agency       text        NOT NULL,
    alert        bigint REFERENCES alert ON DELETE CASCADE,
    occasion     text        NOT NULL CHECK (occasion IN ('RAISED', 'REPEATED', 'CLEARED', 'TEST')),
    message      text        NOT NULL,
    subject      text        NOT NULL,
    body         text        NOT NULL,
    created_at   timestamptz NOT NULL,
    state        text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DONE', 'FAILED')),
    attempts     int         NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    answer       text,
    settled_at   timestamptz
);
CREATE INDEX alert_delivery_due ON alert_delivery (due_at) WHERE state = 'WAITING';
CREATE INDEX alert_delivery_destination ON alert_delivery (destination, id);
CREATE INDEX alert_delivery_created ON alert_delivery (created_at);

-- What people did about rules and destinations. Never a secret.
CREATE TABLE alert_change (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency text        NOT NULL,
    at     timestamptz NOT NULL,
    person text        NOT NULL,
    action text        NOT NULL CHECK (action IN ('DESTINATION_ADDED', 'DESTINATION_REMOVED', 'TESTED', 'RULE_CHANGED')),
    detail text        NOT NULL
);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['alert', 'alert_destination', 'alert_delivery', 'alert_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
-- A channel stopped for everybody concerns every agency.
CREATE POLICY of_all_agencies ON alert FOR SELECT USING (rule = 'CHANNEL_STOPPED'
    AND (SELECT current_setting('haat.agency', true)) <> '');
ALTER TABLE alert_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON alert_rule FOR SELECT USING (true);
CREATE POLICY everything_writes ON alert_rule USING ((SELECT current_setting('haat.everything', true)) = 'true');
