-- Listings are found by a part of their title or SKU. No index on text helps behind row-level security, since ILIKE is not
-- leakproof: one rare word would be looked for in a million titles. So the texts stand in a table of their own, which the
-- service's role cannot read, and the function below, which can, says the caller's scope itself; what it finds is joined to
-- the guarded table of listings, whose policies hold as well. Run again whenever this file changes.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE IF NOT EXISTS listing_text (
    listing      bigint PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    agency       text   NOT NULL,
    district_lgd int    NOT NULL,
    words        text   NOT NULL
);
-- No list of what is still to be sorted in: every search would read through it.
CREATE INDEX IF NOT EXISTS listing_text_words ON listing_text USING gin (words gin_trgm_ops) WITH (fastupdate = off);
-- Of one agency or district the texts are read in their order, however many others there are.
CREATE INDEX IF NOT EXISTS listing_text_of_agency ON listing_text (agency, listing);
CREATE INDEX IF NOT EXISTS listing_text_of_district ON listing_text (district_lgd, listing);
-- Not forced: the owner, as whom the functions run, reads by the index; anybody else who were let in would see no other's rows.
ALTER TABLE listing_text ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS agency_rows ON listing_text;
CREATE POLICY agency_rows ON listing_text USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
REVOKE ALL ON listing_text FROM "${serviceRole}";

CREATE OR REPLACE FUNCTION write_listing_texts() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO listing_text (listing, agency, district_lgd, words)
        SELECT id, agency, district_lgd, sku || ' ' || title FROM now_there;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION write_listing_text() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE listing_text SET agency = NEW.agency, district_lgd = NEW.district_lgd, words = NEW.sku || ' ' || NEW.title
        WHERE listing = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS listing_text_added ON listing;
CREATE TRIGGER listing_text_added AFTER INSERT ON listing REFERENCING NEW TABLE AS now_there
    FOR EACH STATEMENT EXECUTE FUNCTION write_listing_texts();
DROP TRIGGER IF EXISTS listing_text_changed ON listing;
CREATE TRIGGER listing_text_changed AFTER UPDATE ON listing FOR EACH ROW
    WHEN (OLD.title <> NEW.title OR OLD.sku <> NEW.sku OR OLD.district_lgd <> NEW.district_lgd OR OLD.agency <> NEW.agency)
    EXECUTE FUNCTION write_listing_text();

SELECT set_config('haat.everything', 'true', true);
INSERT INTO listing_text (listing, agency, district_lgd, words)
    SELECT id, agency, district_lgd, sku || ' ' || title FROM listing ON CONFLICT (listing) DO NOTHING;

-- The ids, in their order, of listings that the caller may see, whose SKU and title match the pattern, and that fit what else
-- is asked for (null: whatever). A common word is met on the way: so the next 1,500 texts are read as they come, and if it was
-- met there more than once or twice, up to 15,500. What they do not hold is rare enough for the index, which finds all that
-- match and sorts them. Neither alone is quick for both, and the planner cannot tell which it is: it takes what matches to be spread evenly.
-- A replica of the version before goes on calling it with the first seven.
DROP FUNCTION IF EXISTS listings_with_text(text, bigint, uuid, text, text, text, int);
CREATE OR REPLACE FUNCTION listings_with_text(pattern text, past bigint, on_account uuid, on_channel text, in_state text,
    with_issue text, most int, of_agency text DEFAULT NULL, of_district int DEFAULT NULL) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    enough   CONSTANT int := 1000;
    common   CONSTANT int := 4;
    farthest CONSTANT int := 8000;
    stride   int := 500;
    agency   text := coalesce(current_setting('haat.agency', true), '');
    district text := coalesce(current_setting('haat.district', true), '');
    listings text := '';
    theirs   text := '';
    fits     text := '';
    walked   int;
    reached  bigint;
    met      bigint[];
    fitting  int;
    found    int := 0;
BEGIN
    IF coalesce(current_setting('haat.everything', true), '') <> 'true' THEN
        IF agency <> '' THEN
            theirs := ' AND t.agency = $3';
        ELSIF district NOT IN ('', '0') THEN
            theirs := ' AND t.district_lgd = $4::int';
        ELSE
            RETURN;
        END IF;
    END IF;
    IF of_agency IS NOT NULL THEN
        theirs := theirs || ' AND t.agency = $5';
    END IF;
    IF of_district IS NOT NULL THEN
        theirs := theirs || ' AND t.district_lgd = $6';
    END IF;
    IF on_account IS NOT NULL THEN
        fits := fits || ' AND l.account = $7';
    END IF;
    IF on_channel IS NOT NULL THEN
        fits := fits || ' AND EXISTS (SELECT 1 FROM channel_account a WHERE a.id = l.account AND a.channel = $8)';
    END IF;
    IF in_state IS NOT NULL THEN
        fits := fits || ' AND l.state = $9';
    END IF;
    IF with_issue IS NOT NULL THEN
        fits := fits || ' AND EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = l.id AND i.code = $10)';
    END IF;
    IF fits <> '' THEN
        listings := ' JOIN listing l ON l.id = t.listing';
    END IF;
    LOOP
        EXECUTE 'SELECT count(*), max(w.listing), array_agg(w.listing) FILTER (WHERE w.words ILIKE $1)'
                || ' FROM (SELECT t.listing, t.words FROM listing_text t WHERE t.listing > $2' || theirs
                || ' ORDER BY t.listing LIMIT $7) w'
            INTO walked, reached, met USING pattern, past, agency, district, of_agency, of_district, stride;
        IF met IS NOT NULL THEN
            RETURN QUERY EXECUTE 'SELECT t.listing FROM unnest($1) t (listing)' || listings || ' WHERE true' || fits
                    || ' ORDER BY t.listing LIMIT $2'
                USING met, most - found, NULL, NULL, NULL, NULL, on_account, on_channel, in_state, with_issue;
            GET DIAGNOSTICS fitting = ROW_COUNT;
            found := found + fitting;
        END IF;
        IF found >= most OR walked < stride THEN
            RETURN;
        END IF;
        past := reached;
        EXIT WHEN stride >= farthest OR (stride >= enough AND found < common);
        stride := stride * 2;
    END LOOP;
    RETURN QUERY EXECUTE 'WITH t AS MATERIALIZED (SELECT t.listing FROM listing_text t'
            || ' WHERE t.words ILIKE $1 AND t.listing > $2' || theirs || ')'
            || ' SELECT t.listing FROM t' || listings || ' WHERE true' || fits || ' ORDER BY t.listing LIMIT $11'
        USING pattern, past, agency, district, of_agency, of_district, on_account, on_channel, in_state, with_issue,
            most - found;
END $$;
REVOKE ALL ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int, text, int) TO "${serviceRole}";
