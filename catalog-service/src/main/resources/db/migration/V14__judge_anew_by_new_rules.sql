-- By which rules what is on sale was last judged, and how far that judging came. One row for the whole installation.
CREATE TABLE gate_round (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    rules        text NOT NULL,
    after_agency text NOT NULL DEFAULT '',
    after_sku    text NOT NULL DEFAULT '',
    ended_at     timestamptz
);
COMMENT ON COLUMN gate_round.rules IS 'Digest of the channels offered and of the dated rules in force.';
