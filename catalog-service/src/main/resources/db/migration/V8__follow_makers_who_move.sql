-- A maker who moves takes the stock and the standing of its products along: the officer of the new district sees them and
-- the one of the old district does not. What has happened (movements, reservations, listings told) stays where it happened.
CREATE FUNCTION product_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stock_item SET district_lgd = NEW.district_lgd WHERE agency = NEW.agency AND sku = NEW.sku;
    UPDATE stock_at SET district_lgd = NEW.district_lgd WHERE agency = NEW.agency AND sku = NEW.sku;
    UPDATE channel_status SET district_lgd = NEW.district_lgd WHERE agency = NEW.agency AND sku = NEW.sku;
    UPDATE listing_refusal SET district_lgd = NEW.district_lgd WHERE agency = NEW.agency AND sku = NEW.sku;
    RETURN NULL;
END $$;

CREATE TRIGGER product_moved AFTER UPDATE OF district_lgd ON product
    FOR EACH ROW WHEN (OLD.district_lgd <> NEW.district_lgd) EXECUTE FUNCTION product_moved();

-- Makers who moved before.
SELECT set_config('haat.everything', 'true', true);
UPDATE stock_item s SET district_lgd = p.district_lgd FROM product p
    WHERE p.agency = s.agency AND p.sku = s.sku AND p.district_lgd <> s.district_lgd;
UPDATE stock_at s SET district_lgd = p.district_lgd FROM product p
    WHERE p.agency = s.agency AND p.sku = s.sku AND p.district_lgd <> s.district_lgd;
UPDATE channel_status s SET district_lgd = p.district_lgd FROM product p
    WHERE p.agency = s.agency AND p.sku = s.sku AND p.district_lgd <> s.district_lgd;
UPDATE listing_refusal s SET district_lgd = p.district_lgd FROM product p
    WHERE p.agency = s.agency AND p.sku = s.sku AND p.district_lgd <> s.district_lgd;
