-- What a channel answers is written into the listing's row. With room beside it the new version stays in its block, and none of
-- the table's indexes is touched.
ALTER TABLE listing SET (fillfactor = 85);
