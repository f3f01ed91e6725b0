package org.haat.channelsync.channel;

import java.util.List;

/**
 * One thing that a person enters to open an account on a channel.
 *
 * @param key of the setting or secret
 * @param secret it is sealed and never shown again
 * @param required an account without it is refused by {@link Channel#check}
 * @param hint what to enter and where to find it, in English; pages translate it by the key
 * @param choices all that it may be, the usual one first; empty when it is entered freely. Pages name each by its value.
 */
public record AccountField(String key, boolean secret, boolean required, String hint, List<String> choices) {
    public AccountField {
        choices = List.copyOf(choices);
    }

    /** One that is entered freely. */
    public AccountField(String key, boolean secret, boolean required, String hint) {
        this(key, secret, required, hint, List.of());
    }

    /** The same, of which one is chosen. */
    public AccountField of(List<String> offered) {
        return new AccountField(key, secret, required, hint, offered);
    }
}
