-- A SKU is found whatever its letter case. lower() is not leakproof, so behind row-level security no index on it is used:
-- one product among a million would be looked for in all of them.
SELECT set_config('haat.everything', 'true', true);
ALTER TABLE listing ADD COLUMN sku_key text GENERATED ALWAYS AS (lower(sku)) STORED;
CREATE INDEX listing_by_sku ON listing (sku_key, account);
DROP INDEX listing_by_product;
ALTER TABLE product ADD COLUMN sku_key text GENERATED ALWAYS AS (lower(sku)) STORED;
CREATE INDEX product_by_sku ON product (agency, sku_key);

-- The pages of listings go on from an id.
CREATE INDEX listing_of_agency ON listing (agency, id);
CREATE INDEX listing_of_district ON listing (district_lgd, id);
CREATE INDEX listing_in_state ON listing (state, id);
CREATE INDEX listing_of_account ON listing (account, state, id);
DROP INDEX listing_by_state;

CREATE INDEX channel_call_failed ON channel_call (account, id) WHERE failure IS NOT NULL;
CREATE INDEX remote_order_placed ON remote_order (account, placed_at);

-- How many listings an account has by wish and state, so that no page counts a million. Rows are only added, so that writers
-- never wait for each other; the engine folds them. No reference to the account: its listings go after it.
CREATE TABLE listing_tally (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account  uuid   NOT NULL,
    agency   text   NOT NULL,
    wanted   text   NOT NULL,
    state    text   NOT NULL,
    listings bigint NOT NULL
);
CREATE INDEX listing_tally_account ON listing_tally (account);
INSERT INTO listing_tally (account, agency, wanted, state, listings)
    SELECT account, agency, wanted, state, count(*) FROM listing GROUP BY account, agency, wanted, state;
ALTER TABLE listing_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE listing_tally FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON listing_tally USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));

CREATE FUNCTION tally_new_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, wanted, state, listings)
        SELECT account, agency, wanted, state, count(*) FROM now_there GROUP BY account, agency, wanted, state;
    RETURN NULL;
END $$;
CREATE FUNCTION tally_gone_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, wanted, state, listings)
        SELECT account, agency, wanted, state, -count(*) FROM was_there GROUP BY account, agency, wanted, state;
    RETURN NULL;
END $$;
CREATE FUNCTION tally_changed_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, wanted, state, listings)
        SELECT account, agency, wanted, state, sum(one) FROM (
            SELECT account, agency, wanted, state, 1 AS one FROM now_there
            UNION ALL SELECT account, agency, wanted, state, -1 FROM was_there) moved
        GROUP BY account, agency, wanted, state HAVING sum(one) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER listing_added AFTER INSERT ON listing REFERENCING NEW TABLE AS now_there
    FOR EACH STATEMENT EXECUTE FUNCTION tally_new_listings();
CREATE TRIGGER listing_gone AFTER DELETE ON listing REFERENCING OLD TABLE AS was_there
    FOR EACH STATEMENT EXECUTE FUNCTION tally_gone_listings();
CREATE TRIGGER listing_changed AFTER UPDATE ON listing REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there
    FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_listings();
