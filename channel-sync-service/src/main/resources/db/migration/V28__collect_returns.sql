-- How far the collection of returns got on an account; as order_sweep.
CREATE TABLE return_sweep (
    account    uuid PRIMARY KEY REFERENCES channel_account ON DELETE CASCADE,
    agency     text        NOT NULL,
    watermark  timestamptz NOT NULL,
    since      timestamptz,
    started_at timestamptz,
    newest     timestamptz,
    cursor     text,
    due_at     timestamptz NOT NULL,
    failures   int         NOT NULL DEFAULT 0
);

-- Which version of a return was passed on.
CREATE TABLE remote_return (
    account          uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    remote_return_id text        NOT NULL,
    agency           text        NOT NULL,
    remote_version   bigint      NOT NULL,
    version          bigint      NOT NULL,
    digest           text        NOT NULL,
    status           text        NOT NULL,
    received_at      timestamptz NOT NULL,
    PRIMARY KEY (account, remote_return_id)
);

ALTER TABLE notification ADD COLUMN remote_return_id text;

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['return_sweep', 'remote_return'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
