-- A marketplace's stores of other countries are channels of their own. Rules about what India's law asks of a package that is
-- sold in India hold for channels of India; what an export asks is the seller's GSTIN (LUT), which sells_to_every_state asks for.
ALTER TABLE channel_policy ADD COLUMN country text NOT NULL DEFAULT 'IN' CHECK (country ~ '^[A-Z]{2}$');
COMMENT ON COLUMN channel_policy.country IS 'ISO 3166 alpha-2 of the buyers.';
INSERT INTO channel_policy (channel, country, sells_to_every_state, main_image_min_px, main_image_white, valid_from, source) VALUES
    ('amazon-us', 'US', true, 500, true, DATE '2026-11-22', 'Amazon image guide; an export is an inter-State supply (IGST Act s. 7(5)), LUT needs a GSTIN'),
    ('amazon-uk', 'GB', true, 500, true, DATE '2026-11-22', 'Amazon image guide; an export is an inter-State supply (IGST Act s. 7(5)), LUT needs a GSTIN'),
    ('amazon-ae', 'AE', true, 500, true, DATE '2026-11-22', 'Amazon image guide; an export is an inter-State supply (IGST Act s. 7(5)), LUT needs a GSTIN');
