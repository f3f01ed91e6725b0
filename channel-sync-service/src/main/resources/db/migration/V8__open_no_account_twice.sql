-- Two accounts that are one at the marketplace would have everything sent twice and every order counted twice.
-- identity is filled when an account is created or changed; the index judges also two people who save at one moment.
ALTER TABLE channel_account ADD COLUMN identity text;
CREATE UNIQUE INDEX channel_account_identity ON channel_account (channel, lower(identity));
CREATE UNIQUE INDEX channel_account_name ON channel_account (agency, lower(name));
