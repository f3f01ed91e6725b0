-- An account whose seller has not given the first consent is refused by nobody: it has a rule of its own.
SELECT set_config('haat.everything', 'true', true);
INSERT INTO alert_rule (rule, threshold, unit, severity, calm_minutes, repeat_minutes) VALUES
    ('CONSENT_AWAITED', 60, 'minutes', 'WARNING', 0, 1440);
-- Until now it was not written down why such an account is not served; a refusal always names its cause.
UPDATE channel_account SET cause = 'The account has no consent of the seller yet' WHERE state = 'NEEDS_REAUTH' AND cause IS NULL;
