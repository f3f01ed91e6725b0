package org.haat.channelsync.channel.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.haat.channelsync.channel.Account;

/** Which quotas a call of an account draws from, and with whom it shares them. */
@FunctionalInterface
public interface QuotaScopes {
    /** Each account has its own. */
    QuotaScopes OF_THE_ACCOUNT = (account, quota) -> List.of(quota);

    /**
     * @param quota as the call names it
     * @return that quota first, with its group; then wider ones that the call draws from as well
     */
    List<Quota> of(Account account, Quota quota);

    /** Names a group by what its accounts have in common, without telling it. */
    static String group(String... common) {
        try {
            byte[] text = String.join("\n", common).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
