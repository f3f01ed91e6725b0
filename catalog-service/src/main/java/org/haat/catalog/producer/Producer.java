package org.haat.catalog.producer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.haat.catalog.text.LocalText;
import org.haat.catalog.text.SearchKey;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** A maker, or a body that sells for makers. Takes only drafts that {@link ProducerRules} let pass. */
@Entity
@Filter(name = Scope.FILTER, condition = Scope.DISTRICT_ROW)
public class Producer extends AgencyRow {
    @Id
    UUID id;

    @Version
    int version;

    String code;

    /** The code in lower case, kept by the database. */
    @Column(insertable = false, updatable = false)
    String codeKey;

    int districtLgd;
    String nameEn;
    String nameBn;
    String nameHi;

    @Enumerated(EnumType.STRING)
    ProducerType type;

    String pan;
    String gstin;

    @Enumerated(EnumType.STRING)
    GstStatus gstStatus;

    String enrolmentNo;
    String sellsThrough;
    String address;
    String pin;
    String phone;
    String email;
    String handloomMark;
    String silkMark;
    String khadiMark;
    String giAuthorisedUser;
    String fssai;
    String udyam;
    String searchKey;
    byte[] contentHash;
    Instant changedAt;

    protected Producer() {}

    Producer(String agency, ProducerDraft draft, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = agency;
        this.code = draft.code();
        take(draft, now);
    }

    boolean equalsDraft(ProducerDraft draft) {
        return Arrays.equals(contentHash, draft.contentHash());
    }

    void take(ProducerDraft draft, Instant now) {
        nameEn = draft.name().en();
        nameBn = draft.name().bn();
        nameHi = draft.name().hi();
        type = ProducerType.valueOf(draft.type());
        districtLgd = java.util.Objects.requireNonNull(draft.districtLgd());
        pan = draft.pan();
        gstin = draft.gstin();
        gstStatus = GstStatus.valueOf(draft.gstStatus());
        enrolmentNo = draft.enrolmentNo();
        sellsThrough = draft.sellsThrough();
        address = draft.address();
        pin = draft.pin();
        phone = draft.phone();
        email = draft.email();
        papers(draft);
        searchKey = SearchKey.of(code, nameEn, nameBn, nameHi);
        contentHash = draft.contentHash();
        changedAt = now;
    }

    private void papers(ProducerDraft draft) {
        handloomMark = draft.handloomMark();
        silkMark = draft.silkMark();
        khadiMark = draft.khadiMark();
        giAuthorisedUser = draft.giAuthorisedUser();
        fssai = draft.fssai();
        udyam = draft.udyam();
    }

    /** The particulars, as a draft that would change nothing. */
    public ProducerDraft draft() {
        return new ProducerDraft(
                code,
                name(),
                type.name(),
                districtLgd,
                pan,
                gstin,
                gstStatus.name(),
                enrolmentNo,
                sellsThrough,
                address,
                pin,
                phone,
                email,
                handloomMark,
                silkMark,
                khadiMark,
                giAuthorisedUser,
                fssai,
                udyam);
    }

    public String code() {
        return code;
    }

    public int version() {
        return version;
    }

    public LocalText name() {
        return new LocalText(nameEn, nameBn, nameHi);
    }

    public ProducerType type() {
        return type;
    }

    public int districtLgd() {
        return districtLgd;
    }

    public GstStatus gstStatus() {
        return gstStatus;
    }

    public @Nullable String gstin() {
        return gstin;
    }

    public @Nullable String sellsThrough() {
        return sellsThrough;
    }
}
