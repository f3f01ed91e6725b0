package org.haat.vault;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the service's vault from {@code haat.vault.keys}; without keys the service does not start. */
@Singleton
public final class VaultProducer {
    @Produces
    @Singleton
    public Vault vault(@ConfigProperty(name = "haat.vault.keys") String keys) {
        return new Vault(KeyRing.parse(keys));
    }
}
