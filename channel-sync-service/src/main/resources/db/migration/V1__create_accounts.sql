CREATE TABLE channel_account (
    id          uuid PRIMARY KEY,
    agency      text        NOT NULL,
    channel     text        NOT NULL,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    state       text        NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'PAUSED', 'NEEDS_REAUTH')),
    cause       text,
    state_since timestamptz NOT NULL,
    settings    jsonb       NOT NULL DEFAULT '{}',
    planned     boolean     NOT NULL DEFAULT false,  -- every known product was looked at for this account
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text        NOT NULL,
    UNIQUE (agency, name)
);

-- Sealed by the vault; the value never leaves by the API.
CREATE TABLE account_secret (
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency  text        NOT NULL,
    key     text        NOT NULL,
    sealed  text        NOT NULL,
    set_at  timestamptz NOT NULL,
    set_by  text        NOT NULL,
    PRIMARY KEY (account, key)
);

-- Who changed what about an account, and when. Never a secret's value.
CREATE TABLE account_change (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency  text        NOT NULL,
    at      timestamptz NOT NULL,
    person  text        NOT NULL,
    action  text        NOT NULL,
    detail  text        NOT NULL DEFAULT ''
);
CREATE INDEX account_change_account ON account_change (account, id);

-- What each lane of an account last did, when it runs next and why it is idle: nothing may happen unseen.
CREATE TABLE account_lane (
    account         uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency          text        NOT NULL,
    lane            text        NOT NULL,
    last_run_at     timestamptz NOT NULL,
    last_success_at timestamptz,
    next_run_at     timestamptz,
    items           int         NOT NULL,
    note            text        NOT NULL,
    PRIMARY KEY (account, lane)
);

-- Requests to the partner by hour, operation and outcome: calls used against the quota.
CREATE TABLE account_usage (
    account   uuid        NOT NULL REFERENCES channel_account ON DELETE CASCADE,
    agency    text        NOT NULL,
    hour      timestamptz NOT NULL,
    operation text        NOT NULL,
    outcome   text        NOT NULL,
    calls     bigint      NOT NULL,
    PRIMARY KEY (account, hour, operation, outcome)
);
