-- What was changed together, by whom or by which file, with each product as it was before and after, so that all of it can be put
-- back. Stock is not part of it: sales happened. What an import only created has no line: there is nothing to put back.
CREATE TABLE change_set (
    id        uuid PRIMARY KEY,
    agency    text        NOT NULL REFERENCES agency,
    cause     text        NOT NULL CHECK (cause IN ('IMPORT', 'EDIT', 'REVERT')),
    reverts   uuid,
    label     text        NOT NULL,
    person    text        NOT NULL,
    at        timestamptz NOT NULL,
    created   int         NOT NULL DEFAULT 0,
    changed   int         NOT NULL DEFAULT 0
);
CREATE INDEX change_set_list ON change_set (agency, at DESC, id);
CREATE INDEX change_set_reverts ON change_set (reverts) WHERE reverts IS NOT NULL;
CREATE INDEX change_set_age ON change_set (at);

CREATE TABLE change_set_line (
    change_set    uuid  NOT NULL REFERENCES change_set ON DELETE CASCADE,
    sku           text  NOT NULL,
    agency        text  NOT NULL,
    state_before  text  NOT NULL,
    submitted_by  text,
    approved_by   text,
    before        jsonb NOT NULL,
    after         jsonb NOT NULL,
    content_after bytea NOT NULL,
    terms_after   bytea NOT NULL,
    PRIMARY KEY (change_set, sku)
);
ALTER TABLE product ADD COLUMN change_set uuid;
COMMENT ON COLUMN product.change_set IS 'The change set that made content and terms what they are; told to channels with them.';

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['change_set', 'change_set_line'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_everything()) OR agency = (SELECT scope_agency()))', t);
    END LOOP;
END $$;
