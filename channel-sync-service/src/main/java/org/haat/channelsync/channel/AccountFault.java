package org.haat.channelsync.channel;

/**
 * A setting or secret that cannot be right.
 *
 * @param key the setting or secret at fault
 * @param code what kind of fault; pages say it in the reader's language
 * @param message what is wrong and what to enter, never the secret itself
 */
public record AccountFault(String key, String code, String message) {}
