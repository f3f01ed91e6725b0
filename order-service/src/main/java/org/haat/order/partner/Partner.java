package org.haat.order.partner;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** Somebody who posts orders to an agency: a State portal, a shop counter, a mobile van, a bulk buyer. */
@Entity
@Table(name = "partner")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class Partner extends AgencyRow {
    @Id
    UUID id;

    /** {@code <agency>.<own part>}: unique over all agencies, and no agency can want another's. */
    String code;

    String name;
    boolean autoAccept;
    Instant createdAt;

    @Nullable
    Instant disabledAt;

    /** Null: as many as the service's setting allows. */
    @Nullable
    Integer messagesPerMinute;

    @Version
    long revision;

    @OneToMany(mappedBy = "partner", cascade = CascadeType.PERSIST)
    @OrderBy("createdAt")
    List<PartnerSecret> secrets = new ArrayList<>();

    protected Partner() {}

    Partner(String agency, String ownCode, String name, boolean autoAccept, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = agency;
        this.code = agency + '.' + ownCode;
        this.name = name;
        this.autoAccept = autoAccept;
        this.createdAt = now;
    }

    /** Adds a secret; those in force stay so for the overlap at most, so that the partner can change over in peace. */
    void addSecret(PartnerSecret secret, Duration overlap, Instant now) {
        for (PartnerSecret older : secrets) {
            older.endBy(now.plus(overlap));
        }
        secrets.add(secret);
    }

    List<PartnerSecret> liveSecrets(Instant now) {
        return secrets.stream().filter(secret -> secret.isLive(now)).toList();
    }

    boolean isEnabled() {
        return disabledAt == null;
    }

    /** The channel and account under which its orders stand. */
    String channel() {
        return "partner:" + code;
    }

    public UUID id() {
        return id;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }
}
