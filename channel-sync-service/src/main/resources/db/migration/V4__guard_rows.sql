-- The second wall: row-level security on every table with an agency. A district's officer sees the listings of the
-- district's makers and what hangs on them, nothing else.
DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['channel_account', 'account_secret', 'account_change', 'account_lane', 'account_usage',
        'product', 'channel_call', 'channel_transcript', 'order_sweep', 'order_sweep_run', 'remote_order', 'parked_order',
        'notification', 'shipment'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
    FOREACH guarded IN ARRAY ARRAY['listing_facet', 'listing_history', 'listing_issue', 'channel_call_line'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true))'
            ' OR ((SELECT current_setting(''haat.district'', true)) NOT IN ('''', ''0'')'
            '     AND EXISTS (SELECT 1 FROM listing l WHERE l.id = listing)))', guarded);
    END LOOP;
END $$;
ALTER TABLE listing ENABLE ROW LEVEL SECURITY;
ALTER TABLE listing FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON listing USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true))
    OR (district_lgd <> 0 AND district_lgd::text = (SELECT current_setting('haat.district', true))));
-- A district's officer must be able to read the channel and name of the accounts that the district's listings stand on.
CREATE POLICY officers_read ON channel_account FOR SELECT
    USING ((SELECT current_setting('haat.district', true)) NOT IN ('', '0'));
