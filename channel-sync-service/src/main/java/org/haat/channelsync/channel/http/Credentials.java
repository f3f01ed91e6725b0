package org.haat.channelsync.channel.http;

import java.util.Map;
import org.haat.channelsync.channel.Account;

/** Opens the door for a call. */
public interface Credentials {
    Credentials NONE = new Credentials() {
        @Override
        public Map<String, String> headers(Account account) {
            return Map.of();
        }

        @Override
        public boolean refused(Account account, Map<String, String> headers) {
            return false;
        }
    };

    /**
     * Headers to send; may fetch a token first.
     *
     * @throws org.haat.channelsync.channel.ChannelException when there is none to be had
     */
    Map<String, String> headers(Account account);

    /**
     * The partner refused these headers.
     *
     * @return true when fresh ones may open the door, so that one more try is worth it
     */
    boolean refused(Account account, Map<String, String> headers);
}
