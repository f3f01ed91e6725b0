-- Amazon speaks the same codes in every store; each store is a channel, so that operations may change one alone.
SELECT set_config('haat.everything', 'true', true); -- for this migration: the rows belong to no agency
INSERT INTO issue_remedy (channel, code, field, remedy, owner, source)
    SELECT store, code, field, remedy, owner, source
    FROM issue_remedy, (VALUES ('amazon-us'), ('amazon-uk'), ('amazon-ae')) AS other (store)
    WHERE channel = 'amazon-in';
INSERT INTO issue_quarantine (channel, code, remedy, hours, set_at, set_by)
    SELECT store, code, remedy, hours, now(), 'installation'
    FROM issue_quarantine, (VALUES ('amazon-us'), ('amazon-uk'), ('amazon-ae')) AS other (store)
    WHERE channel = 'amazon-in'
    ON CONFLICT DO NOTHING;

INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'EXCHANGE_RATE_*', '', 'remedy.price.exchange', 'AGENCY', 'ours: no price in the money of the store');
