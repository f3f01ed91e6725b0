package org.haat.channelsync.account;

/** Whether an account is served. */
public enum AccountState {
    ACTIVE,
    /** A person stopped it: nothing leaves until a person resumes it. */
    PAUSED,
    /** The channel no longer accepts the credentials: nothing leaves until a person renews them. */
    NEEDS_REAUTH
}
