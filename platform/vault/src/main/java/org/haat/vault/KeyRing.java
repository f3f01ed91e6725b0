package org.haat.vault;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The AES-256 keys by id. The first one seals; all of them open. Immutable. */
public final class KeyRing {
    private static final int KEY_BYTES = 32;
    private final Map<String, SecretKeySpec> keys;
    private final String activeId;

    private KeyRing(Map<String, SecretKeySpec> keys) {
        this.keys = keys;
        this.activeId = keys.keySet().iterator().next();
    }

    /**
     * Reads {@code id:base64,id2:base64}; the first is the active one.
     *
     * @throws IllegalArgumentException that names the entry at fault, never its bytes
     */
    public static KeyRing parse(String text) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            String[] parts = entry.strip().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9_-]{1,20}")) {
                throw new IllegalArgumentException("HAAT_VAULT_KEYS: entry " + (keys.size() + 1) + " is not id:base64");
            }
            if (keys.put(parts[0], key(parts[0], parts[1])) != null) {
                throw new IllegalArgumentException("HAAT_VAULT_KEYS: key id " + parts[0] + " stands twice");
            }
        }
        return new KeyRing(keys);
    }

    private static SecretKeySpec key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("HAAT_VAULT_KEYS: key " + id + " is not base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "HAAT_VAULT_KEYS: key " + id + " has " + bytes.length + " bytes, not 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    String activeId() {
        return activeId;
    }

    SecretKeySpec active() {
        return byId(activeId);
    }

    SecretKeySpec byId(String id) {
        @Nullable SecretKeySpec key = keys.get(id);
        if (key == null) {
            throw new SealBrokenException("No key with id " + id + " is on the ring", null);
        }
        return key;
    }

    /** Names the ids only. */
    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
