-- Remedies for what our own checks and the partners' answers say before and after a call.
INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'TITLE_*', '', 'remedy.title', 'AGENCY', 'ours: checked before sending'),
    ('*', 'IMAGE_*', '', 'remedy.image.unfit', 'PRODUCER', 'ours: checked before sending'),
    ('*', 'BULLETS', '', 'remedy.bullets', 'AGENCY', 'ours: checked before sending'),
    ('*', 'HSN_*', '', 'remedy.tax', 'AGENCY', 'ours: checked before sending'),
    ('*', 'TAX_*', '', 'remedy.tax', 'OPERATIONS', 'ours: checked before sending'),
    ('*', 'PRICE_*', '', 'remedy.price.invalid', 'AGENCY', 'ours: checked before sending'),
    ('*', 'CURRENCY', '', 'remedy.price.invalid', 'AGENCY', 'ours: checked before sending'),
    ('*', 'QUANTITY_*', '', 'remedy.stock.invalid', 'AGENCY', 'ours: checked before sending'),
    ('*', 'PARCEL_*', '', 'remedy.parcel', 'PRODUCER', 'ours: checked before sending'),
    ('*', 'ADDRESS', '', 'remedy.address', 'AGENCY', 'ours: checked before sending'),
    ('*', 'COUNTRY_*', '', 'remedy.attribute.invalid', 'AGENCY', 'ours: checked before sending'),
    ('*', 'PROCUREMENT_*', '', 'remedy.attribute.invalid', 'OPERATIONS', 'ours: checked before sending'),
    ('*', 'SCHEMA_*', '', 'remedy.attribute.missing', 'AGENCY', 'ours: checked against the partner''s own schema'),
    ('*', 'PRODUCT_TYPE_*', '', 'remedy.product-type', 'OPERATIONS', 'ours: the craft has no product type yet'),
    ('*', 'IDENTIFIER_REFUSED', '', 'remedy.identifier.refused', 'AGENCY', 'the partner''s people turned it down'),
    ('amazon-in', 'IDENTIFIER_MISSING', '', 'remedy.identifier.exemption', 'AGENCY', 'Amazon: GTIN exemption per seller and category'),
    ('flipkart', 'FSN_FORMAT', '', 'remedy.identifier.obtain', 'AGENCY', 'ours: checked before sending'),
    ('flipkart', 'STOCK_AT_OTHER_LOCATIONS', '', 'remedy.stock.locations', 'OPERATIONS', 'ours: read back'),
    ('flipkart', 'FAILURE', '', 'remedy.verification.ask-partner', 'OPERATIONS', 'refused without a reason');

-- A refusal of a whole account's listings waits for that account's settings too.
ALTER TABLE channel_account ADD COLUMN rules_changed boolean NOT NULL DEFAULT false;
