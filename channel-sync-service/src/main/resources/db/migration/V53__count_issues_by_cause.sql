-- How many listings have a cause is kept as issues come and go, so that the inbox counts no issue. A listing may have a cause
-- more than once and from several sources; it counts once, by the worst of them. So each listing's issues are counted by cause
-- first (listing_cause: sums, which writers at the same time add to one after the other), and whenever such a row begins, ends
-- or turns worse or better, a row is added to issue_tally. The engine folds those, as it does listing_tally.
-- owner '' counts an issue whoever acts on it: a cause whose fields are different people's would count twice otherwise.
SELECT set_config('haat.everything', 'true', true);
CREATE TABLE listing_cause (
    listing      bigint NOT NULL, -- no reference: its rows end with its issues
    code         text   NOT NULL,
    remedy       text   NOT NULL,
    owner        text   NOT NULL,
    account      uuid   NOT NULL,
    agency       text   NOT NULL,
    district_lgd int    NOT NULL,
    errors       bigint NOT NULL,
    warnings     bigint NOT NULL,
    infos        bigint NOT NULL,
    PRIMARY KEY (listing, code, remedy, owner)
);
CREATE TABLE issue_tally (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account      uuid   NOT NULL,
    agency       text   NOT NULL,
    district_lgd int    NOT NULL,
    code         text   NOT NULL,
    remedy       text   NOT NULL,
    owner        text   NOT NULL,
    severity     text   NOT NULL,
    listings     bigint NOT NULL
);
CREATE INDEX issue_tally_of_agency ON issue_tally (agency);
CREATE INDEX issue_tally_of_cause ON issue_tally (code, remedy);

CREATE FUNCTION worst_of(errors bigint, warnings bigint, infos bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN errors > 0 THEN 'ERROR' WHEN warnings > 0 THEN 'WARNING' WHEN infos > 0 THEN 'INFO' END;

-- The oldest and newest of a cause, its words, and what of it rests.
CREATE INDEX listing_issue_since ON listing_issue (account, code, remedy, since);
DROP INDEX listing_issue_by_code;
CREATE INDEX listing_issue_resting ON listing_issue (account, code, remedy, quarantined_until) INCLUDE (listing, agency, owner)
    WHERE quarantined_until IS NOT NULL;

LOCK TABLE listing, listing_issue IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO listing_cause SELECT i.listing, i.code, i.remedy, o.owner, i.account, i.agency, l.district_lgd,
        count(*) FILTER (WHERE i.severity = 'ERROR'), count(*) FILTER (WHERE i.severity = 'WARNING'),
        count(*) FILTER (WHERE i.severity = 'INFO')
    FROM listing_issue i JOIN listing l ON l.id = i.listing CROSS JOIN LATERAL (VALUES (''), (i.owner)) AS o (owner)
    GROUP BY i.listing, i.code, i.remedy, o.owner, i.account, i.agency, l.district_lgd;
INSERT INTO issue_tally (account, agency, district_lgd, code, remedy, owner, severity, listings)
    SELECT account, agency, district_lgd, code, remedy, owner, worst_of(errors, warnings, infos), count(*)
    FROM listing_cause GROUP BY 1, 2, 3, 4, 5, 6, 7;

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['listing_cause', 'issue_tally'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
    -- A district's officer reads its counts; of how many listings they are a share of is one of them.
    FOREACH guarded IN ARRAY ARRAY['issue_tally', 'listing_tally'] LOOP
        EXECUTE format('CREATE POLICY district_rows ON %I FOR SELECT USING (district_lgd <> 0 AND'
            ' district_lgd::text = (SELECT current_setting(''haat.district'', true)))', guarded);
    END LOOP;
END $$;

-- By how much the sums of listings move. The listings are held, so that none changes its district meanwhile; the engine, which
-- holds them before it writes their issues, waits for nobody here.
CREATE FUNCTION count_causes(moved listing_cause[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH held AS MATERIALIZED (SELECT l.id, l.district_lgd FROM listing l
            WHERE l.id IN (SELECT m.listing FROM unnest(moved) m) ORDER BY l.id FOR NO KEY UPDATE),
        kept AS (INSERT INTO listing_cause AS c
            SELECT m.listing, m.code, m.remedy, m.owner, m.account, m.agency, coalesce(h.district_lgd, 0),
                m.errors, m.warnings, m.infos
            FROM unnest(moved) m LEFT JOIN held h ON h.id = m.listing ORDER BY 1, 2, 3, 4
            ON CONFLICT (listing, code, remedy, owner) DO UPDATE SET errors = c.errors + excluded.errors,
                warnings = c.warnings + excluded.warnings, infos = c.infos + excluded.infos
            RETURNING c.*),
        turned AS (SELECT k.*, worst_of(k.errors, k.warnings, k.infos) AS stands,
                worst_of(k.errors - m.errors, k.warnings - m.warnings, k.infos - m.infos) AS stood
            FROM kept k JOIN unnest(moved) m ON m.listing = k.listing AND m.code = k.code AND m.remedy = k.remedy
                AND m.owner = k.owner)
    INSERT INTO issue_tally (account, agency, district_lgd, code, remedy, owner, severity, listings)
        SELECT t.account, t.agency, t.district_lgd, t.code, t.remedy, t.owner, s.severity, sum(s.one)
        FROM turned t CROSS JOIN LATERAL (VALUES (t.stands, 1), (t.stood, -1)) AS s (severity, one)
        WHERE s.severity IS NOT NULL AND t.stands IS DISTINCT FROM t.stood
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(s.one) <> 0;
    DELETE FROM listing_cause c USING unnest(moved) m WHERE c.listing = m.listing AND c.code = m.code
        AND c.remedy = m.remedy AND c.owner = m.owner AND c.errors + c.warnings + c.infos = 0;
END $$;

-- Most statements touch no issue, or say again what stood; neither counts anything.
CREATE FUNCTION count_issues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved listing_cause[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM now_there) THEN
            RETURN NULL;
        END IF;
        SELECT array_agg(d) INTO moved FROM (
            SELECT (n.listing, n.code, n.remedy, o.owner, n.account, n.agency, 0,
                count(*) FILTER (WHERE n.severity = 'ERROR'), count(*) FILTER (WHERE n.severity = 'WARNING'),
                count(*) FILTER (WHERE n.severity = 'INFO'))::listing_cause AS d
            FROM now_there n CROSS JOIN LATERAL (VALUES (''), (n.owner)) AS o (owner)
            GROUP BY n.listing, n.code, n.remedy, o.owner, n.account, n.agency) s;
    ELSIF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM was_there) THEN
            RETURN NULL;
        END IF;
        SELECT array_agg(d) INTO moved FROM (
            SELECT (w.listing, w.code, w.remedy, o.owner, w.account, w.agency, 0,
                -count(*) FILTER (WHERE w.severity = 'ERROR'), -count(*) FILTER (WHERE w.severity = 'WARNING'),
                -count(*) FILTER (WHERE w.severity = 'INFO'))::listing_cause AS d
            FROM was_there w CROSS JOIN LATERAL (VALUES (''), (w.owner)) AS o (owner)
            GROUP BY w.listing, w.code, w.remedy, o.owner, w.account, w.agency) s;
    ELSE
        IF NOT EXISTS (SELECT FROM was_there) THEN
            RETURN NULL;
        END IF;
        SELECT array_agg(d) INTO moved FROM (
            SELECT (u.listing, u.code, u.remedy, o.owner, u.account, u.agency, 0, sum(u.error), sum(u.warning),
                sum(u.info))::listing_cause AS d
            FROM (SELECT listing, code, remedy, owner, account, agency, (severity = 'ERROR')::int AS error,
                    (severity = 'WARNING')::int AS warning, (severity = 'INFO')::int AS info FROM now_there
                UNION ALL SELECT listing, code, remedy, owner, account, agency, -(severity = 'ERROR')::int,
                    -(severity = 'WARNING')::int, -(severity = 'INFO')::int FROM was_there) u
            CROSS JOIN LATERAL (VALUES (''), (u.owner)) AS o (owner)
            GROUP BY u.listing, u.code, u.remedy, o.owner, u.account, u.agency
            HAVING sum(u.error) <> 0 OR sum(u.warning) <> 0 OR sum(u.info) <> 0) s;
    END IF;
    IF moved IS NOT NULL THEN
        PERFORM count_causes(moved);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER issue_added AFTER INSERT ON listing_issue REFERENCING NEW TABLE AS now_there
    FOR EACH STATEMENT EXECUTE FUNCTION count_issues();
CREATE TRIGGER issue_gone AFTER DELETE ON listing_issue REFERENCING OLD TABLE AS was_there
    FOR EACH STATEMENT EXECUTE FUNCTION count_issues();
CREATE TRIGGER issue_changed AFTER UPDATE ON listing_issue REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there
    FOR EACH STATEMENT EXECUTE FUNCTION count_issues();

-- A maker's district changes seldom: nothing is done for any other change of a listing.
CREATE FUNCTION count_moved_issues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH kept AS (UPDATE listing_cause SET district_lgd = NEW.district_lgd WHERE listing = NEW.id RETURNING *)
    INSERT INTO issue_tally (account, agency, district_lgd, code, remedy, owner, severity, listings)
        SELECT k.account, k.agency, s.district_lgd, k.code, k.remedy, k.owner, worst_of(k.errors, k.warnings, k.infos), s.one
        FROM kept k CROSS JOIN (VALUES (NEW.district_lgd, 1), (OLD.district_lgd, -1)) AS s (district_lgd, one);
    RETURN NULL;
END $$;
CREATE TRIGGER listing_moved AFTER UPDATE ON listing FOR EACH ROW WHEN (OLD.district_lgd <> NEW.district_lgd)
    EXECUTE FUNCTION count_moved_issues();
