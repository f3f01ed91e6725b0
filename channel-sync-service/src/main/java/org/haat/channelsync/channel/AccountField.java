package org.haat.channelsync.channel;

/**
 * One thing that a person enters to open an account on a channel.
 *
 * @param key of the setting or secret
 * @param secret it is sealed and never shown again
 * @param required an account without it is refused by {@link Channel#check}
 * @param hint what to enter and where to find it, in English; pages translate it by the key
 */
public record AccountField(String key, boolean secret, boolean required, String hint) {}
