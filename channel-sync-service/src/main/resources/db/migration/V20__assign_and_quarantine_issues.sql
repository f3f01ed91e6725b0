-- Issues by cause are somebody's work. A cause is a channel, a code and the remedy that it calls for.
-- agency is '*' where a person of every agency took a cause for all of them.
CREATE TABLE issue_assignment (
    agency      text        NOT NULL,
    channel     text        NOT NULL,
    code        text        NOT NULL,
    remedy      text        NOT NULL,
    person      text        NOT NULL CHECK (length(person) BETWEEN 1 AND 80),
    note        text        NOT NULL DEFAULT '',
    assigned_at timestamptz NOT NULL,
    assigned_by text        NOT NULL,
    PRIMARY KEY (agency, channel, code, remedy)
);

-- What people did about a cause.
CREATE TABLE issue_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency  text        NOT NULL,
    channel text        NOT NULL,
    code    text        NOT NULL,
    remedy  text        NOT NULL,
    at      timestamptz NOT NULL,
    person  text        NOT NULL,
    action  text        NOT NULL CHECK (action IN ('ASSIGNED', 'UNASSIGNED', 'RETRIED', 'QUARANTINE_SET', 'QUARANTINE_ENDED')),
    detail  text        NOT NULL DEFAULT ''
);
CREATE INDEX issue_action_cause ON issue_action (channel, code, remedy, id);

-- A cause that trying again does not mend: for so many hours after a refusal a listing with it is not sent again.
CREATE TABLE issue_quarantine (
    channel text NOT NULL,
    code    text NOT NULL,
    remedy  text NOT NULL,
    hours   int  NOT NULL CHECK (hours BETWEEN 1 AND 720),
    set_at  timestamptz NOT NULL,
    set_by  text NOT NULL,
    PRIMARY KEY (channel, code, remedy)
);
INSERT INTO issue_quarantine (channel, code, remedy, hours, set_at, set_by)
    SELECT channel, code, remedy, 24, now(), 'installation' FROM issue_remedy
    WHERE channel = 'amazon-in' AND code IN ('8541', '8542', '8566', '8572');
ALTER TABLE listing_issue ADD COLUMN quarantined_until timestamptz;
CREATE INDEX listing_issue_cause ON listing_issue (code, listing);
CREATE INDEX listing_issue_quarantined ON listing_issue (listing) WHERE quarantined_until IS NOT NULL;

-- All listings with a cause tried again, batch by batch; any replica goes on with one whose replica is gone.
CREATE TABLE issue_retry (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency        text        NOT NULL,
    channel       text        NOT NULL,
    code          text        NOT NULL,
    remedy        text        NOT NULL,
    account       uuid REFERENCES channel_account ON DELETE CASCADE,
    asked_at      timestamptz NOT NULL,
    asked_by      text        NOT NULL,
    ended_at      timestamptz,
    listings      bigint      NOT NULL,
    after_listing bigint      NOT NULL DEFAULT 0,
    seen          bigint      NOT NULL DEFAULT 0,
    tried         bigint      NOT NULL DEFAULT 0,
    quarantined   bigint      NOT NULL DEFAULT 0
);
CREATE INDEX issue_retry_running ON issue_retry (id) WHERE ended_at IS NULL;
CREATE INDEX issue_retry_cause ON issue_retry (channel, code, remedy, id);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['issue_assignment', 'issue_action', 'issue_retry'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
    -- Agencies see that operations have taken a cause for all.
    FOREACH guarded IN ARRAY ARRAY['issue_assignment', 'issue_action'] LOOP
        EXECUTE format('CREATE POLICY of_all_agencies ON %I FOR SELECT USING (agency = ''*'' AND'
            ' (SELECT current_setting(''haat.agency'', true)) <> '''')', guarded);
    END LOOP;
END $$;
ALTER TABLE issue_quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE issue_quarantine FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON issue_quarantine FOR SELECT USING (true);
CREATE POLICY everything_writes ON issue_quarantine USING ((SELECT current_setting('haat.everything', true)) = 'true');
