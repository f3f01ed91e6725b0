-- How many listings an action took, told to each agency for its own only: a column of the action itself would be read by all.
SELECT set_config('haat.everything', 'true', true);
CREATE TABLE issue_action_count (
    action   bigint NOT NULL REFERENCES issue_action ON DELETE CASCADE,
    agency   text   NOT NULL,
    listings bigint NOT NULL,
    PRIMARY KEY (action, agency)
);
ALTER TABLE issue_action_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE issue_action_count FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON issue_action_count USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));

-- True where a missing count means none; before, only the total is known.
ALTER TABLE issue_action ADD COLUMN counted boolean NOT NULL DEFAULT false;
INSERT INTO issue_action_count (action, agency, listings)
    SELECT id, agency, detail::bigint FROM issue_action
    WHERE action IN ('RETRIED', 'QUARANTINE_ENDED') AND detail ~ '^[0-9]{1,18}$';
UPDATE issue_action SET detail = '–' WHERE action IN ('RETRIED', 'QUARANTINE_ENDED');
