-- Products that were put on sale, or taken off, together: where each stood before and after, so that all of them can be put back.
-- listing_version is what channels were told by the step: a later one of another state says that the product took another step since.
ALTER TABLE change_set DROP CONSTRAINT change_set_cause_check;
ALTER TABLE change_set ADD CONSTRAINT change_set_cause_check
    CHECK (cause IN ('IMPORT', 'EDIT', 'REVERT', 'PUBLISH', 'PAUSE'));

CREATE TABLE change_set_step (
    change_set      uuid    NOT NULL REFERENCES change_set ON DELETE CASCADE,
    sku             text    NOT NULL,
    agency          text    NOT NULL,
    state_before    text    NOT NULL,
    state_after     text    NOT NULL,
    on_sale_before  boolean NOT NULL,
    listing_version bigint  NOT NULL,
    PRIMARY KEY (change_set, sku)
);

ALTER TABLE change_set_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE change_set_step FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON change_set_step USING ((SELECT scope_everything()) OR agency = (SELECT scope_agency()));
