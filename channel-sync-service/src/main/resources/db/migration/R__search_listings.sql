-- Listings are found by a part of their title or SKU. No index on text helps behind row-level security, since LIKE is not
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
        SELECT id, agency, district_lgd, lower(sku || ' ' || title) FROM now_there;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION write_listing_text() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE listing_text SET agency = NEW.agency, district_lgd = NEW.district_lgd, words = lower(NEW.sku || ' ' || NEW.title)
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

-- The texts are kept in small letters, which are compared at a third of the time that ILIKE takes; written anew once where
-- they were not. No list in the index of what is still to be sorted in: every search would read through it.
SELECT set_config('haat.everything', 'true', true);
DO $$
BEGIN
    IF EXISTS (SELECT FROM listing_text WHERE words <> lower(words)) THEN
        TRUNCATE listing_text;
        DROP INDEX IF EXISTS listing_text_words;
    END IF;
END $$;
INSERT INTO listing_text (listing, agency, district_lgd, words)
    SELECT id, agency, district_lgd, lower(sku || ' ' || title) FROM listing ON CONFLICT (listing) DO NOTHING;
CREATE INDEX IF NOT EXISTS listing_text_words ON listing_text USING gin (words gin_trgm_ops) WITH (fastupdate = off);

-- The pattern of that word of a pattern which fewest of about 1,000 texts have, if hardly any has it; null if the pattern is of
-- one word, or if all its words are common or too short for the index.
CREATE OR REPLACE FUNCTION rare_word(pattern text) RETURNS text LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sampled  CONSTANT int := 1000;
    hardly   CONSTANT int := 10;
    shortest CONSTANT int := 3;
    parts    text[] := regexp_split_to_array(substr(pattern, 2, length(pattern) - 2), '\s+');
    percent  float8;
    rare     text;
BEGIN
    IF cardinality(parts) > 1 THEN
        SELECT least(100, 100.0 * sampled / greatest(reltuples, 1)) INTO percent
            FROM pg_class WHERE oid = 'listing_text'::regclass;
        SELECT '%' || w.word || '%' INTO rare
            FROM unnest(parts) w (word),
                (SELECT array_agg(t.words) AS texts FROM listing_text t TABLESAMPLE SYSTEM (percent)) s,
                LATERAL (SELECT count(*) AS met FROM unnest(s.texts) text WHERE text LIKE '%' || w.word || '%') n
            WHERE length(w.word) >= shortest AND n.met <= hardly AND cardinality(s.texts) >= sampled / 2
            ORDER BY n.met, length(w.word) DESC LIMIT 1;
    END IF;
    RETURN rare;
END $$;
REVOKE ALL ON FUNCTION rare_word(text) FROM PUBLIC;

-- The ids, in their order, of listings that the caller may see, whose SKU and title match the pattern, and that fit what else
-- is asked for (null: whatever). A common word is met on the way: so the next 1,500 texts are read as they come, and as long as
-- it is met there more than once or twice, those after them, up to 15,000. Else it is rare enough for the index, which finds all
-- that match and sorts them. Neither alone is quick for both, and the planner cannot tell which it is: it takes what matches to be spread evenly.
-- The index reads a list for every three letters, and a common word's are as long as the table: where one word of several is
-- rare in a sample, it alone is looked up, and the rest is compared with what that gives.
-- A replica of the version before goes on calling it with the first seven.
DROP FUNCTION IF EXISTS listings_with_text(text, bigint, uuid, text, text, text, int);
CREATE OR REPLACE FUNCTION listings_with_text(pattern text, past bigint, on_account uuid, on_channel text, in_state text,
    with_issue text, most int, of_agency text DEFAULT NULL, of_district int DEFAULT NULL) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    common   CONSTANT int := 3;
    stride   CONSTANT int := 1500;
    farthest int := 15000;
    small    text := lower(pattern);
    agency   text := coalesce(current_setting('haat.agency', true), '');
    district text := coalesce(current_setting('haat.district', true), '');
    listings text := '';
    theirs   text := '';
    fits     text := '';
    walked   int;
    reached  bigint;
    met      int;
    found    int := 0;
    rare     text;
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
        EXECUTE 'SELECT count(*), max(w.listing) FROM (SELECT t.listing FROM listing_text t WHERE t.listing > $2' || theirs
                || ' ORDER BY t.listing LIMIT $1) w'
            INTO walked, reached USING stride, past, agency, district, of_agency, of_district;
        RETURN QUERY EXECUTE 'SELECT t.listing FROM listing_text t' || listings
                || ' WHERE t.listing > $2 AND t.listing <= $11 AND t.words LIKE $1' || theirs || fits
                || ' ORDER BY t.listing LIMIT $12'
            USING small, past, agency, district, of_agency, of_district, on_account, on_channel, in_state, with_issue,
                reached, most - found;
        GET DIAGNOSTICS met = ROW_COUNT;
        found := found + met;
        IF found >= most OR walked < stride THEN
            RETURN;
        END IF;
        past := reached;
        farthest := farthest - walked;
        EXIT WHEN farthest < stride OR met < common;
    END LOOP;
    rare := rare_word(small);
    IF rare IS NOT NULL THEN
        theirs := theirs || ' AND textlike(t.words, $12)'; -- as LIKE is, but not by the index
    END IF;
    -- OFFSET 0: the texts first, then, in their order, the listings of those that match until there are enough. "+ 0": not by
    -- the index that is in this order already, which may be read to its end.
    RETURN QUERY EXECUTE 'SELECT t.listing FROM (SELECT t.listing, t.listing + 0 AS place FROM listing_text t'
            || ' WHERE t.words LIKE $1 AND t.listing > $2' || theirs || ' ORDER BY place OFFSET 0) t'
            || listings || ' WHERE true' || fits || ' ORDER BY t.place LIMIT $11'
        USING coalesce(rare, small), past, agency, district, of_agency, of_district, on_account, on_channel, in_state,
            with_issue, most - found, small;
END $$;
REVOKE ALL ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int, text, int) TO "${serviceRole}";
