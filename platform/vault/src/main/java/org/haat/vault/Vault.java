package org.haat.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals text as {@code v1:<key id>:<base64url(nonce | ciphertext | tag)>}. The context (for example
 * {@code account|<uuid>|client_secret}) is authenticated but not stored: a sealed value copied to another row does not
 * open. Thread-safe.
 */
public final class Vault {
    private static final String FORMAT = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    public Vault(KeyRing keys) {
        this.keys = keys;
    }

    /** Seals under the active key; the same text gives another value each time. */
    public String seal(String plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.active(), nonce, context, plain.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return FORMAT
                + ':'
                + keys.activeId()
                + ':'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @throws SealBrokenException if the value was altered, belongs to another context, or its key is not on the ring */
    public String open(String sealed, String context) {
        String[] parts = sealed.split(":", 3);
        if (parts.length != 3 || !FORMAT.equals(parts[0])) {
            throw new SealBrokenException("Not a sealed value of format " + FORMAT, null);
        }
        byte[] all = decode(parts[2]);
        byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
        byte[] body = java.util.Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        return new String(run(Cipher.DECRYPT_MODE, keys.byId(parts[1]), nonce, context, body), StandardCharsets.UTF_8);
    }

    /** True when {@code sealed} was made under a key that is no longer the active one: seal it again. */
    public boolean isStale(String sealed) {
        return !sealed.startsWith(FORMAT + ':' + keys.activeId() + ':');
    }

    private static byte[] decode(String text) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length < NONCE_BYTES + TAG_BITS / 8) {
                throw new SealBrokenException("The sealed value is cut short", null);
            }
            return all;
        } catch (IllegalArgumentException e) {
            throw new SealBrokenException("The sealed value is not base64url", e);
        }
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, String context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("The value was altered, or sealed for another place than " + context, e);
        }
    }
}
