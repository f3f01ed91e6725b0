-- A feed that waits at the channel is asked back when a person gives it up or stops the account. take_back: ASKED, what became of
-- it is not known yet; TOO_LATE, the channel works on it, or never said.
ALTER TABLE channel_feed ADD COLUMN take_back text CHECK (take_back IN ('ASKED', 'TOO_LATE'));
ALTER TABLE channel_feed ADD COLUMN take_back_at timestamptz;
