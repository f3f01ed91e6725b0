-- Counts of listings are kept by district too, so that a page can tell them without counting a million.
SELECT set_config('haat.everything', 'true', true);
ALTER TABLE listing_tally ADD COLUMN district_lgd int NOT NULL DEFAULT 0;
LOCK TABLE listing IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM listing_tally;
INSERT INTO listing_tally (account, agency, district_lgd, wanted, state, listings)
    SELECT account, agency, district_lgd, wanted, state, count(*) FROM listing
    GROUP BY account, agency, district_lgd, wanted, state;

CREATE OR REPLACE FUNCTION tally_new_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, district_lgd, wanted, state, listings)
        SELECT account, agency, district_lgd, wanted, state, count(*) FROM now_there
        GROUP BY account, agency, district_lgd, wanted, state;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION tally_gone_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, district_lgd, wanted, state, listings)
        SELECT account, agency, district_lgd, wanted, state, -count(*) FROM was_there
        GROUP BY account, agency, district_lgd, wanted, state;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION tally_changed_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO listing_tally (account, agency, district_lgd, wanted, state, listings)
        SELECT account, agency, district_lgd, wanted, state, sum(one) FROM (
            SELECT account, agency, district_lgd, wanted, state, 1 AS one FROM now_there
            UNION ALL SELECT account, agency, district_lgd, wanted, state, -1 FROM was_there) moved
        GROUP BY account, agency, district_lgd, wanted, state HAVING sum(one) <> 0;
    RETURN NULL;
END $$;

-- Names of districts by their LGD code; one that is not here is told by its code.
CREATE TABLE district_name (
    lgd_code int PRIMARY KEY,
    en       text NOT NULL,
    bn       text,
    hi       text
);
-- Source: LGD dump 2022-03-11, as the catalogue has it.
INSERT INTO district_name (lgd_code, en, bn, hi) VALUES
    (664, 'Alipurduar', 'আলিপুরদুয়ার', NULL),
    (305, 'Bankura', 'বাঁকুড়া', NULL),
    (307, 'Birbhum', 'বীরভূম', NULL),
    (308, 'Cooch Behar', 'কোচবিহার', NULL),
    (310, 'Dakshin Dinajpur', 'দক্ষিণ দিনাজপুর', NULL),
    (309, 'Darjeeling', 'দার্জিলিং', NULL),
    (312, 'Hooghly', 'হুগলি', NULL),
    (313, 'Howrah', 'হাওড়া', NULL),
    (314, 'Jalpaiguri', 'জলপাইগুড়ি', NULL),
    (703, 'Jhargram', 'ঝাড়গ্রাম', NULL),
    (702, 'Kalimpong', 'কালিম্পং', NULL),
    (315, 'Kolkata', 'কলকাতা', NULL),
    (316, 'Malda', 'মালদহ', NULL),
    (319, 'Murshidabad', 'মুর্শিদাবাদ', NULL),
    (320, 'Nadia', 'নদিয়া', NULL),
    (303, 'North 24 Parganas', 'উত্তর ২৪ পরগনা', NULL),
    (704, 'Paschim Bardhaman', 'পশ্চিম বর্ধমান', NULL),
    (318, 'Paschim Medinipur', 'পশ্চিম মেদিনীপুর', NULL),
    (306, 'Purba Bardhaman', 'পূর্ব বর্ধমান', NULL),
    (317, 'Purba Medinipur', 'পূর্ব মেদিনীপুর', NULL),
    (321, 'Purulia', 'পুরুলিয়া', NULL),
    (304, 'South 24 Parganas', 'দক্ষিণ ২৪ পরগনা', NULL),
    (311, 'Uttar Dinajpur', 'উত্তর দিনাজপুর', NULL),
    (86, 'Ajmer', NULL, 'अजमेर'),
    (87, 'Alwar', NULL, 'अलवर'),
    (88, 'Banswara', NULL, 'बांसवाड़ा'),
    (89, 'Baran', NULL, 'बारां'),
    (90, 'Barmer', NULL, 'बाड़मेर'),
    (91, 'Bharatpur', NULL, 'भरतपुर'),
    (92, 'Bhilwara', NULL, 'भीलवाड़ा'),
    (93, 'Bikaner', NULL, 'बीकानेर'),
    (94, 'Bundi', NULL, 'बूंदी'),
    (95, 'Chittorgarh', NULL, 'चित्तौड़गढ़'),
    (96, 'Churu', NULL, 'चूरू'),
    (97, 'Dausa', NULL, 'दौसा'),
    (98, 'Dholpur', NULL, 'धौलपुर'),
    (99, 'Dungarpur', NULL, 'डूंगरपुर'),
    (100, 'Ganganagar', NULL, 'गंगानगर'),
    (101, 'Hanumangarh', NULL, 'हनुमानगढ़'),
    (102, 'Jaipur', NULL, 'जयपुर'),
    (103, 'Jaisalmer', NULL, 'जैसलमेर'),
    (104, 'Jalore', NULL, 'जालोर'),
    (105, 'Jhalawar', NULL, 'झालावाड़'),
    (106, 'Jhunjhunu', NULL, 'झुंझुनूं'),
    (107, 'Jodhpur', NULL, 'जोधपुर'),
    (108, 'Karauli', NULL, 'करौली'),
    (109, 'Kota', NULL, 'कोटा'),
    (110, 'Nagaur', NULL, 'नागौर'),
    (111, 'Pali', NULL, 'पाली'),
    (629, 'Pratapgarh', NULL, 'प्रतापगढ़'),
    (112, 'Rajsamand', NULL, 'राजसमंद'),
    (113, 'Sawai Madhopur', NULL, 'सवाई माधोपुर'),
    (114, 'Sikar', NULL, 'सीकर'),
    (115, 'Sirohi', NULL, 'सिरोही'),
    (116, 'Tonk', NULL, 'टोंक'),
    (117, 'Udaipur', NULL, 'उदयपुर');
