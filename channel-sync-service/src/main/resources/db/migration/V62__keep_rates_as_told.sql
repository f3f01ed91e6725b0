-- A partner's word is kept whole, and what Haat uses of it beside it: the share of an account may change at any moment.
ALTER TABLE throttle_bucket ADD COLUMN share float8 NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1);

SELECT set_config('haat.everything', 'true', true);
UPDATE throttle_bucket b SET share = (a.settings ->> 'calls_percent')::int / 100.0,
    learnt_rate = b.learnt_rate * 100 / (a.settings ->> 'calls_percent')::int
FROM channel_account a WHERE a.id = b.account AND a.settings ->> 'calls_percent' ~ '^[1-9][0-9]?$';
