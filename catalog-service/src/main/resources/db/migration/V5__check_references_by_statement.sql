-- Foreign keys look up each row by itself: two fifths of the cost of importing a catalogue. These triggers ask the same
-- once a statement, over its distinct values. What is referred to is never deleted: the service may not.
ALTER TABLE product DROP CONSTRAINT product_agency_fkey, DROP CONSTRAINT product_district_lgd_fkey,
    DROP CONSTRAINT product_craft_fkey;
ALTER TABLE stock_item DROP CONSTRAINT stock_item_agency_fkey;
ALTER TABLE stock_at DROP CONSTRAINT stock_at_agency_sku_fkey, DROP CONSTRAINT stock_at_agency_location_fkey;

CREATE FUNCTION product_refers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT agency FROM written EXCEPT SELECT code FROM agency)
            OR EXISTS (SELECT district_lgd FROM written EXCEPT SELECT lgd_code FROM district)
            OR EXISTS (SELECT craft FROM written EXCEPT SELECT code FROM craft) THEN
        RAISE foreign_key_violation USING MESSAGE = 'A product refers to an agency, a district or a craft that is not there';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION stock_item_refers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT agency FROM written EXCEPT SELECT code FROM agency) THEN
        RAISE foreign_key_violation USING MESSAGE = 'Stock refers to an agency that is not there';
    END IF;
    RETURN NULL;
END $$;

-- Its plan is kept for as long as the connection lives, also one made while the table was still empty: never a scan.
CREATE FUNCTION stock_at_refers() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF EXISTS (SELECT agency, location FROM written EXCEPT SELECT agency, code FROM location)
            OR EXISTS (SELECT FROM written w WHERE
                (SELECT true FROM stock_item s WHERE s.agency = w.agency AND s.sku = w.sku LIMIT 1) IS NULL) THEN
        RAISE foreign_key_violation USING MESSAGE = 'Stock refers to a SKU or a location that is not there';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER refers_when_new AFTER INSERT ON product REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION product_refers();
CREATE TRIGGER refers_when_changed AFTER UPDATE ON product REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION product_refers();
CREATE TRIGGER refers_when_new AFTER INSERT ON stock_item REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION stock_item_refers();
CREATE TRIGGER refers_when_new AFTER INSERT ON stock_at REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION stock_at_refers();

REVOKE DELETE ON agency, location, product, stock_item, stock_at FROM "${serviceRole}";
