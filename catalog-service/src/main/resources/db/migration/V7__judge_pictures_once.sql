-- What a picture is follows from its bytes: judged when they first come, whoever sends them and under whatever name.
-- A release that judges otherwise sets these to NULL; bytes without a judgement are judged when they come again.
ALTER TABLE media_blob
    ADD COLUMN width_px int,
    ADD COLUMN height_px int,
    ADD COLUMN white_border_percent int CHECK (white_border_percent BETWEEN 0 AND 100);
