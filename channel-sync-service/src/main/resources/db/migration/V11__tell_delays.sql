-- A change that has not arrived is an issue of a live listing, with somebody who acts.
INSERT INTO issue_remedy (channel, code, field, remedy, owner, source) VALUES
    ('*', 'DELAYED_ACCOUNT_REFUSED', '', 'remedy.account.reauthorise', 'OPERATIONS', 'ours: a change waits'),
    ('*', 'DELAYED_ACCOUNT_PAUSED', '', 'remedy.account.resume', 'AGENCY', 'ours: a change waits'),
    ('*', 'DELAYED_ON_THE_WAY', '', 'remedy.none.we-try-again', 'OPERATIONS', 'ours: a change waits');

CREATE INDEX listing_issue_delays ON listing_issue (listing) WHERE source = 'DELAY';
