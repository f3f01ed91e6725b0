-- An account that may draw from other buckets from now on is of no group until it asks again. What it kept for a group another
-- one of that group keeps, level and learnt rate and all; where there is no other, it stays where it is until somebody asks.
-- Groups are locked first, then buckets and shares, as who joins a group locks them.
CREATE FUNCTION leave_quota_groups(leaver uuid) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before  text := coalesce(current_setting('haat.everything', true), '');
    buckets text[];
    kept    record;
BEGIN
    PERFORM set_config('haat.everything', 'true', true);
    PERFORM FROM quota_group WHERE account = leaver ORDER BY name FOR UPDATE;
    FOR kept IN SELECT g.name, heir.id AS heir, heir.agency FROM quota_group g CROSS JOIN LATERAL
        (SELECT a.id, a.agency FROM quota_share s JOIN channel_account a ON a.id = s.account
            WHERE s.name = g.name AND a.id <> leaver ORDER BY a.id LIMIT 1) heir WHERE g.account = leaver
    LOOP
        buckets := ARRAY(SELECT b.bucket FROM throttle_bucket b WHERE b.account = leaver AND b.bucket IN
            (SELECT s.bucket FROM quota_share s WHERE s.name = kept.name));
        DELETE FROM throttle_bucket WHERE account = kept.heir AND bucket = ANY (buckets);
        UPDATE throttle_bucket SET account = kept.heir, agency = kept.agency WHERE account = leaver AND bucket = ANY (buckets);
        UPDATE quota_group SET account = kept.heir WHERE name = kept.name;
    END LOOP;
    DELETE FROM quota_share WHERE account = leaver;
    PERFORM set_config('haat.everything', before, true);
END $$;
REVOKE ALL ON FUNCTION leave_quota_groups(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION leave_quota_groups(uuid) TO "${serviceRole}";
