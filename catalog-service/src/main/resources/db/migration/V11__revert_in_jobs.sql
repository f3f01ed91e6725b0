-- Putting a change set back, step by step; any replica goes on with one whose replica is gone.
CREATE TABLE revert_job (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change_set uuid        NOT NULL REFERENCES change_set ON DELETE CASCADE,
    agency     text        NOT NULL REFERENCES agency,
    asked_at   timestamptz NOT NULL,
    asked_by   text        NOT NULL,
    ended_at   timestamptz,
    failed     boolean     NOT NULL DEFAULT false,
    lines      int         NOT NULL,
    after_sku  text        NOT NULL DEFAULT '',
    seen       int         NOT NULL DEFAULT 0,
    done       int         NOT NULL DEFAULT 0,
    kept       int         NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX revert_job_running ON revert_job (change_set) WHERE ended_at IS NULL;
CREATE INDEX revert_job_newest ON revert_job (change_set, id);

-- Products that stay as they are, and why.
CREATE TABLE revert_left (
    job     bigint NOT NULL REFERENCES revert_job ON DELETE CASCADE,
    agency  text   NOT NULL,
    sku     text   NOT NULL,
    verdict text   NOT NULL,
    PRIMARY KEY (job, sku)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['revert_job', 'revert_left'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_everything()) OR agency = (SELECT scope_agency()))', t);
    END LOOP;
END $$;
