-- A person waits no longer for a feed that is late: it is asked about once more, and then its lines are read back.
ALTER TABLE channel_feed ADD COLUMN given_up_at timestamptz;
ALTER TABLE channel_feed ADD COLUMN given_up_by text;
