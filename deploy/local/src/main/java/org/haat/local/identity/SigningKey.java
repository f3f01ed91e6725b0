package org.haat.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.haat.local.Secrets;

/** The provider's RS256 key, kept from start to start, so that people stay signed in. Thread-safe. */
final class SigningKey {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();
    private final RSAPrivateCrtKey key;
    private final String id;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
        this.id = URL.encodeToString(sha256(key.getModulus().toByteArray())).substring(0, 12);
    }

    static SigningKey in(Secrets secrets) {
        return of(secrets.value("identity.signing-key", SigningKey::make));
    }

    /** One that is not kept. */
    static SigningKey fresh() {
        return of(make());
    }

    private static SigningKey of(String encoded) {
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded));
            return new SigningKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The identity provider's key is damaged", e);
        }
    }

    private static String make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7517. */
    Map<String, Object> publicJwk() {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                id,
                "n",
                unsigned(key.getModulus()),
                "e",
                unsigned(key.getPublicExponent()));
    }

    /** A compact JWS of these claims. */
    String sign(Map<String, Object> claims) {
        try {
            String head = encode(Map.of("alg", "RS256", "typ", "JWT", "kid", id)) + '.' + encode(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(head.getBytes(StandardCharsets.US_ASCII));
            return head + '.' + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, Object> json) throws JsonProcessingException {
        return URL.encodeToString(JSON.writeValueAsBytes(json));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
