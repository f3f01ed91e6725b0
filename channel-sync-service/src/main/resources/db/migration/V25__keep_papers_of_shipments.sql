-- Latest hand-over that the channel allows, as it last showed it.
ALTER TABLE remote_order ADD COLUMN ship_by timestamptz;

-- What a shipment went through, each time it came further: with its time and cause.
CREATE TABLE shipment_step (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    shipment_id text        NOT NULL,
    agency      text        NOT NULL,
    at          timestamptz NOT NULL,
    step        text        NOT NULL,
    cause       text
);
CREATE INDEX shipment_step_of_shipment ON shipment_step (account, shipment_id, id);
CREATE INDEX shipment_step_at ON shipment_step (at);

-- Label and invoice that a channel made of a parcel: a buyer's name and address, sealed, and gone after their time.
ALTER TABLE shipment ADD COLUMN papers_at timestamptz;
CREATE TABLE shipment_papers (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    shipment_id     text        NOT NULL,
    agency          text        NOT NULL,
    remote_order_id text        NOT NULL,
    pdf             text        NOT NULL,
    size_bytes      int         NOT NULL CHECK (size_bytes > 0),
    kept_at         timestamptz NOT NULL,
    PRIMARY KEY (account, shipment_id)
);
CREATE INDEX shipment_papers_kept ON shipment_papers (kept_at);

-- Who fetched them, when. Rows are only ever added.
CREATE TABLE shipment_papers_look (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    shipment_id text        NOT NULL,
    agency      text        NOT NULL,
    at          timestamptz NOT NULL,
    person      text        NOT NULL
);
CREATE INDEX shipment_papers_look_of ON shipment_papers_look (account, shipment_id, id);

DO $$
DECLARE guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['shipment_step', 'shipment_papers', 'shipment_papers_look'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY agency_rows ON %I USING ((SELECT current_setting(''haat.everything'', true)) = ''true'''
            ' OR agency = (SELECT current_setting(''haat.agency'', true)))', guarded);
    END LOOP;
END $$;
