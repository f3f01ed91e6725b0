-- Each count and each order changes these rows: with room beside it the new version stays in its block, and the index is not
-- touched.
ALTER TABLE stock_item SET (fillfactor = 85);
ALTER TABLE stock_at SET (fillfactor = 85);
