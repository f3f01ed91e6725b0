-- A cause is kept by its name and by what it speaks of as well, so that a page says it in the viewer's language. Rows from
-- before have the English text alone, and are shown with it.
ALTER TABLE listing_history
    ADD COLUMN why text,
    ADD COLUMN about text;
