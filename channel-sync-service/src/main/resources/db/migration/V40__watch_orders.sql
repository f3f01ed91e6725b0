-- Orders that are not collected and parcels that come near their hand-over without the channel's answer are told, too.
SELECT set_config('haat.everything', 'true', true);
INSERT INTO alert_rule (rule, threshold, unit, severity, calm_minutes, repeat_minutes) VALUES
    ('ORDERS_STALE', 60, 'minutes', 'ERROR', 0, 360),
    ('SHIPMENT_DUE', 4, 'hours', 'ERROR', 0, 240);
-- Who connected, changed and removed an account stays known when it is gone.
ALTER TABLE account_change DROP CONSTRAINT account_change_account_fkey;
