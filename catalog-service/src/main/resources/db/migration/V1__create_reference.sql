-- Reference data. Everything the law or a register may change is a row with dates and a source.

CREATE TABLE state_code (
    gst_code   char(2) PRIMARY KEY,
    lgd_code   int,
    iso_suffix text NOT NULL,
    valid_from date NOT NULL DEFAULT DATE '2017-07-01',
    valid_to   date,
    source     text NOT NULL
);
COMMENT ON TABLE state_code IS 'Three code systems that look alike and differ: GST 37 is Andhra Pradesh, LGD 37 is Ladakh.';

CREATE TABLE district (
    lgd_code       int PRIMARY KEY,
    state_gst_code char(2) NOT NULL REFERENCES state_code,
    name_en        text NOT NULL,
    name_bn        text,
    name_hi        text,
    valid_from     date NOT NULL DEFAULT DATE '2011-01-01',
    valid_to       date,
    source         text NOT NULL
);

CREATE TABLE craft (
    code       text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{1,40}$'),
    family     text NOT NULL,
    name_en    text NOT NULL,
    name_bn    text NOT NULL,
    name_hi    text NOT NULL
);

CREATE TABLE gst_rate (
    id                     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hsn_prefix             text NOT NULL CHECK (hsn_prefix ~ '^[0-9]{2,8}$'),
    condition              text NOT NULL DEFAULT 'ALWAYS'
        CHECK (condition IN ('ALWAYS', 'UNIT_VALUE_UP_TO', 'UNIT_VALUE_ABOVE', 'KHADI_CERTIFIED')),
    unit_value_paise       bigint,
    rate_basis_points      int NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 4000),
    valid_from             date NOT NULL,
    valid_to               date,
    source                 text NOT NULL,
    CHECK ((condition LIKE 'UNIT_VALUE%') = (unit_value_paise IS NOT NULL))
);
COMMENT ON COLUMN gst_rate.unit_value_paise IS 'Value of one piece before tax, which decides the slab.';
CREATE UNIQUE INDEX gst_rate_once ON gst_rate (hsn_prefix, condition, valid_from);

-- What a kind of goods needs besides tax: a food licence, a toy standard or its exemption.
CREATE TABLE hsn_duty (
    hsn_prefix text NOT NULL,
    duty       text NOT NULL CHECK (duty IN ('FOOD', 'TOY')),
    valid_from date NOT NULL,
    valid_to   date,
    source     text NOT NULL,
    PRIMARY KEY (hsn_prefix, duty, valid_from)
);

-- Words that may stand in a listing only with a paper behind them.
CREATE TABLE guarded_word (
    word       text NOT NULL,
    paper      text NOT NULL CHECK (paper IN ('KHADI_MARK', 'HANDLOOM_MARK', 'GI_AUTHORISED_USER')),
    name       text NOT NULL,
    valid_from date NOT NULL,
    valid_to   date,
    source     text NOT NULL,
    PRIMARY KEY (word, paper, valid_from)
);
COMMENT ON COLUMN guarded_word.word IS 'Lower case, in one script; compared by whole words on the search key.';

CREATE TABLE channel_policy (
    channel              text PRIMARY KEY,
    sells_to_every_state boolean NOT NULL,
    main_image_min_px    int NOT NULL,
    main_image_white     boolean NOT NULL,
    valid_from           date NOT NULL,
    source               text NOT NULL
);
