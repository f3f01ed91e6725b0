-- A person takes the link of a listing back: our product rests until it is linked again, and the channel is told nothing.
SELECT set_config('haat.everything', 'true', true);
INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'UNLINKED', '', 'remedy.adoption.unlinked', 'AGENCY', 'ours: a person took the link back');

-- A sheet of links that its person looks at before it is applied.
CREATE TABLE pair_sheet (
    id      uuid        PRIMARY KEY,
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency  text        NOT NULL,
    name    text        NOT NULL,
    sheet   bytea       NOT NULL,
    sent_at timestamptz NOT NULL,
    sent_by text        NOT NULL
);
CREATE INDEX pair_sheet_account ON pair_sheet (account, sent_at);
ALTER TABLE pair_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE pair_sheet FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON pair_sheet USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));
