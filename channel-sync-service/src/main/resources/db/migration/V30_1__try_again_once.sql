-- Two presses at the same moment begin one retry of a cause, not two.
SELECT set_config('haat.everything', 'true', true);
UPDATE issue_retry r SET ended_at = now() WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM issue_retry o WHERE o.ended_at IS NULL
    AND o.id > r.id AND o.agency = r.agency AND o.channel = r.channel AND o.code = r.code AND o.remedy = r.remedy);
CREATE UNIQUE INDEX issue_retry_once ON issue_retry (agency, channel, code, remedy) WHERE ended_at IS NULL;
