package org.haat.order.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.vault.Vault;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** A partner's signing secret, sealed. It is shown once, when it is made, and never read back. */
@Entity
@Table(name = "partner_secret")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class PartnerSecret extends AgencyRow {
    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "partner_id", nullable = false)
    Partner partner;

    String sealed;
    Instant createdAt;
    String createdBy;

    @Nullable
    Instant validUntil;

    protected PartnerSecret() {}

    PartnerSecret(Partner partner, String secret, Vault vault, Instant now, String person) {
        this.id = UUID.randomUUID();
        this.agency = partner.agency();
        this.partner = partner;
        this.sealed = vault.seal(secret, context(partner.id));
        this.createdAt = now;
        this.createdBy = person;
    }

    private String context(UUID partnerId) {
        return "partner|" + partnerId + '|' + id;
    }

    /** The secret in the clear, to check a signature with. */
    String open(Vault vault) {
        return vault.open(sealed, context(partner.id));
    }

    boolean isLive(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    void endBy(Instant end) {
        if (validUntil == null || end.isBefore(validUntil)) {
            validUntil = end;
        }
    }
}
