-- Raw calls are paged by time, also those of one operation and those that failed.
DROP INDEX channel_transcript_account;
CREATE INDEX channel_transcript_account ON channel_transcript (account, at DESC, id DESC);
CREATE INDEX channel_transcript_operation ON channel_transcript (account, operation, at DESC, id DESC);
CREATE INDEX channel_transcript_failed ON channel_transcript (account, at DESC, id DESC) WHERE outcome <> 'ok';
