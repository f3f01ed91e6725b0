package org.haat.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} an identity provider and the keys a service needs to start. */
public final class IdentityResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "HAAT_ISSUER", TestIdentity.issuer(),
                "HAAT_VAULT_KEYS", "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "HAAT_CONSOLE_SECRET", "only-for-tests-only-for-tests-only-for-tests");
    }

    @Override
    public void stop() {
        // The provider is shared by every test of this JVM and stops with it.
    }
}
