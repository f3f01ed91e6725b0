-- An account may have a person look before anything is sent but stock that goes down. A facet was let through when released_hash
-- is what it should be now: what changed since waits for another look.
ALTER TABLE channel_account ADD COLUMN review boolean NOT NULL DEFAULT false;
ALTER TABLE listing_facet ADD COLUMN released_hash text;
CREATE INDEX listing_facet_released ON listing_facet (account, facet, rank)
    WHERE work = 'SEND' AND call IS NULL AND released_hash = desired_hash;
-- The pages of what would be sent go on from a listing.
CREATE INDEX listing_facet_by_listing ON listing_facet (account, listing) WHERE work = 'SEND' AND call IS NULL;

-- What products were before the catalogue's newer word, so that a difference can be shown attribute by attribute. Forgotten after
-- haat.sync.engine.keep-changes.
CREATE TABLE product_before (
    agency      text        NOT NULL,
    sku         text        NOT NULL,
    version     bigint      NOT NULL,
    snapshot    jsonb       NOT NULL,
    replaced_at timestamptz NOT NULL,
    PRIMARY KEY (agency, sku, version)
);
CREATE INDEX product_before_replaced ON product_before (replaced_at);
ALTER TABLE product_before ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_before FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON product_before USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));

INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'DELAYED_REVIEW', '', 'remedy.review.look', 'AGENCY', 'ours: a change waits');
