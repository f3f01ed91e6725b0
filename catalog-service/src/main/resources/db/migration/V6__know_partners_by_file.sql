-- Partners who take files (csvdrop): any main picture will do, for the files carry none; how far the partner sells is its own affair.
INSERT INTO channel_policy (channel, sells_to_every_state, main_image_min_px, main_image_white, valid_from, source) VALUES
    ('csvdrop', true, 1, false, DATE '2026-11-22', 'Ours: the files carry no picture');
