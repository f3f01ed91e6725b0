package org.haat.order.partner;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.order.security.Person;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Creates partners, changes their secrets and shuts them out. */
@ApplicationScoped
public class PartnerRegistry {
    private static final int SECRET_BYTES = 32;
    private final Partners partners;
    private final Vault vault;
    private final Person person;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PartnerRegistry(Partners partners, Vault vault, Person person, Clock clock) {
        this.partners = partners;
        this.vault = vault;
        this.person = person;
        this.clock = clock;
    }

    /** @param secret in the clear: to be shown once and forgotten */
    public record Issued(Partner partner, String secret) {
        /** Names no secret. */
        @Override
        public String toString() {
            return "Issued[" + partner.code + "]";
        }
    }

    /** @throws Problem 409 if the agency has a partner of that code */
    @Transactional
    public Issued create(String agency, String ownCode, String name, boolean autoAccept) {
        Instant now = clock.instant();
        Partner partner = new Partner(agency, ownCode, name, autoAccept, now);
        if (partners.byCode(partner.code).isPresent()) {
            throw Problem.conflict("partner-exists", "There is a partner " + partner.code + " already.");
        }
        String secret = newSecret();
        partner.addSecret(new PartnerSecret(partner, secret, vault, now, person.name()), Duration.ZERO, now);
        partners.persistAndFlush(partner);
        Log.infof("Partner created agency=%s partner=%s by=%s", agency, partner.code, person.name());
        return new Issued(partner, secret);
    }

    /** Makes a new secret; those in force end after the overlap. */
    @Transactional
    public Issued rotate(UUID id, Duration overlap) {
        Partner partner = partners.lock(id);
        Instant now = clock.instant();
        String secret = newSecret();
        partner.addSecret(new PartnerSecret(partner, secret, vault, now, person.name()), overlap, now);
        partners.flush();
        Log.infof("Partner secret changed partner=%s overlap=%s by=%s", partner.code, overlap, person.name());
        return new Issued(partner, secret);
    }

    /** Lets it post orders, or refuses all it posts. */
    @Transactional
    public Partner enable(UUID id, boolean enabled) {
        Partner partner = partners.lock(id);
        partner.disabledAt = enabled ? null : clock.instant();
        partners.flush();
        Log.infof("Partner %s partner=%s by=%s", enabled ? "enabled" : "disabled", partner.code, person.name());
        return partner;
    }

    /**
     * Says how often it may post.
     *
     * @param messagesPerMinute null for the service's setting
     */
    @Transactional
    public Partner limit(UUID id, @Nullable Integer messagesPerMinute) {
        Partner partner = partners.lock(id);
        partner.messagesPerMinute = messagesPerMinute;
        partners.flush();
        Log.infof("Partner limited partner=%s perMinute=%s by=%s", partner.code, messagesPerMinute, person.name());
        return partner;
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
