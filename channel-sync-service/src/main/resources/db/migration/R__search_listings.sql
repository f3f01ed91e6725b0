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
-- is asked for (null: whatever). The plan is made for each call: a common word is met on the way, a rare one by the index.
CREATE OR REPLACE FUNCTION listings_with_text(pattern text, past bigint, on_account uuid, on_channel text, in_state text,
    with_issue text, most int) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    agency   text := coalesce(current_setting('haat.agency', true), '');
    district text := coalesce(current_setting('haat.district', true), '');
    query    text := 'SELECT t.listing FROM listing_text t JOIN listing l ON l.id = t.listing'
        || ' WHERE t.words ILIKE $1 AND t.listing > $2';
BEGIN
    IF coalesce(current_setting('haat.everything', true), '') <> 'true' THEN
        IF agency <> '' THEN
            query := query || ' AND t.agency = $3';
        ELSIF district NOT IN ('', '0') THEN
            query := query || ' AND t.district_lgd = $4::int';
        ELSE
            RETURN;
        END IF;
    END IF;
    IF on_account IS NOT NULL THEN
        query := query || ' AND l.account = $5';
    END IF;
    IF on_channel IS NOT NULL THEN
        query := query || ' AND EXISTS (SELECT 1 FROM channel_account a WHERE a.id = l.account AND a.channel = $6)';
    END IF;
    IF in_state IS NOT NULL THEN
        query := query || ' AND l.state = $7';
    END IF;
    IF with_issue IS NOT NULL THEN
        query := query || ' AND EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = l.id AND i.code = $8)';
    END IF;
    RETURN QUERY EXECUTE query || ' ORDER BY t.listing LIMIT $9'
        USING pattern, past, agency, district, on_account, on_channel, in_state, with_issue, most;
END $$;
REVOKE ALL ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listings_with_text(text, bigint, uuid, text, text, text, int) TO "${serviceRole}";
