-- An account's first look at the catalogue goes page by page, between other accounts' work: the SKU it has come to.
ALTER TABLE channel_account ADD COLUMN planned_to text NOT NULL DEFAULT '';
