package org.haat.sandbox.amazon;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.pace.Pace;

/** Links that carry their own permission: a signature over path, content type and end. Their life is not scaled. */
final class Presigned {
    private final byte[] key = new byte[32];
    private final Pace pace;

    Presigned(Pace pace) {
        this.pace = pace;
        new SecureRandom().nextBytes(key);
    }

    /** @param contentType what an upload must send, exactly; empty for a download */
    String link(Call call, String path, String contentType, Duration life) {
        long until = pace.now().plus(life).getEpochSecond();
        return "http://" + call.header("host").orElse("127.0.0.1") + "/amazon" + path + "?X-Amz-Expires=" + until
                + "&X-Amz-Signature=" + sign(path, contentType, until);
    }

    /** Whether the link is whole, of this process, for this content type and still in time. */
    boolean holds(Call call, String path, String contentType) {
        try {
            long until = Long.parseLong(call.query("X-Amz-Expires").orElse("0"));
            boolean genuine = MessageDigest.isEqual(
                    sign(path, contentType, until).getBytes(StandardCharsets.US_ASCII),
                    call.query("X-Amz-Signature").orElse("").getBytes(StandardCharsets.US_ASCII));
            return genuine && pace.now().isBefore(Instant.ofEpochSecond(until));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String sign(String path, String contentType, long until) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((path + "\n" + contentType + "\n" + until).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
