package org.haat.channelsync.account;

/** Whether an account is served. */
public enum AccountState {
    ACTIVE,
    /** A person stopped it: nothing leaves until a person resumes it. */
    PAUSED,
    /** The channel does not accept the credentials, or its seller gave no consent yet: nothing leaves until a person acts. */
    NEEDS_REAUTH
}
