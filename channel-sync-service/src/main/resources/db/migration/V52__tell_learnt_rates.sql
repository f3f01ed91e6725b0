-- What partners told these accounts, or another one of the group whose bucket they draw from, which may be another agency's: the
-- rate is no secret between those who share it, the account is. An account's own rows stand where it shares no bucket of that
-- name. The caller asks for accounts that it may see.
CREATE FUNCTION learnt_rates(asked uuid[])
    RETURNS TABLE (account uuid, bucket text, learnt_rate double precision, learnt_at timestamptz) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    before text := coalesce(current_setting('haat.everything', true), '');
BEGIN
    PERFORM set_config('haat.everything', 'true', true);
    RETURN QUERY
        SELECT b.account, b.bucket, b.learnt_rate, b.learnt_at FROM throttle_bucket b
            WHERE b.account = ANY (asked) AND b.learnt_rate IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM quota_share s WHERE s.account = b.account AND s.bucket = b.bucket)
        UNION ALL
        SELECT s.account, b.bucket, b.learnt_rate, b.learnt_at FROM quota_share s JOIN quota_group g ON g.name = s.name
            JOIN throttle_bucket b ON b.account = g.account AND b.bucket = s.bucket
            WHERE s.account = ANY (asked) AND b.learnt_rate IS NOT NULL;
    PERFORM set_config('haat.everything', before, true);
END $$;
REVOKE ALL ON FUNCTION learnt_rates(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learnt_rates(uuid[]) TO "${serviceRole}";
