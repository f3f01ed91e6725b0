package org.haat.order.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An issuer's address where nobody listens. */
public final class NoIdentityProvider implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        String nobody = "http://127.0.0.1:9/identity";
        return Map.of("HAAT_ISSUER", nobody);
    }

    /** After the real one, so that this address is the one that counts. */
    @Override
    public int order() {
        return 100;
    }

    @Override
    public void stop() {}
}
