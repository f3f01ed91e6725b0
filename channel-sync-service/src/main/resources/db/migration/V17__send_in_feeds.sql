-- Changes that travel in one document, which the channel works through in its own time. The call that carries the lines stays
-- open as long; the document and the feed are named here as soon as they have a name, so that nothing is begun twice.
-- state: PREPARING lines are claimed; UPLOADED the channel has the document; STARTING it is told to begin; LOST whether it
-- began is not known, the channel is asked for it; RUNNING it works and is asked about; OVER every line is settled.
CREATE TABLE channel_feed (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency      text        NOT NULL,
    call        bigint      NOT NULL UNIQUE REFERENCES channel_call ON DELETE CASCADE,
    operation   text        NOT NULL,
    lines       int         NOT NULL,
    state       text        NOT NULL
        CHECK (state IN ('PREPARING', 'UPLOADED', 'STARTING', 'LOST', 'RUNNING', 'OVER')),
    document    text,
    reference   text,
    claimed_at  timestamptz NOT NULL,
    begun_at    timestamptz,
    ended_at    timestamptz,
    finished_at timestamptz,
    asks        int         NOT NULL DEFAULT 0,
    asked_at    timestamptz,
    ask_due_at  timestamptz,
    late        boolean     NOT NULL DEFAULT false,
    word        text,
    outcome     text,
    remarks     jsonb       NOT NULL DEFAULT '[]'
);
CREATE INDEX channel_feed_open ON channel_feed (account, id) WHERE state <> 'OVER';
CREATE INDEX channel_feed_account ON channel_feed (account, id);
CREATE UNIQUE INDEX channel_feed_reference ON channel_feed (account, reference) WHERE reference IS NOT NULL;
ALTER TABLE channel_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE channel_feed FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_rows ON channel_feed USING ((SELECT current_setting('haat.everything', true)) = 'true'
    OR agency = (SELECT current_setting('haat.agency', true)));

-- Which message of a document a line is.
ALTER TABLE channel_call_line ADD COLUMN position int;
CREATE INDEX channel_call_line_open ON channel_call_line (call, position) WHERE status IS NULL;

-- FEED: it travels in a feed. Stock that changes meanwhile goes by a call of its own, and once more when the feed is over.
ALTER TABLE listing_facet DROP CONSTRAINT listing_facet_work_check;
ALTER TABLE listing_facet ADD CONSTRAINT listing_facet_work_check
    CHECK (work IN ('NONE', 'SEND', 'READ_BACK', 'BLOCKED', 'FEED'));

INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'DELAYED_IN_FEED', '', 'remedy.none.we-wait', 'PARTNER', 'ours: a change travels in a feed'),
    ('*', 'DELAYED_FEED_LATE', '', 'remedy.feed.look', 'OPERATIONS', 'ours: a feed does not finish');
