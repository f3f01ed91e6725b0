package org.haat.catalog.producer;

import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/** A producer that every rule lets pass, and changes to it. */
public final class ProducerFixture {
    private ProducerFixture() {}

    public static ProducerDraft aSociety() {
        return with("REGULAR", "19ZZZAS0001Q1ZQ", "ZZZAS0001Q", null, null);
    }

    public static ProducerDraft with(
            String status,
            @Nullable String gstin,
            @Nullable String pan,
            @Nullable String enrolment,
            @Nullable String sellsThrough) {
        return new ProducerDraft(
                "P04",
                new LocalText("Phulia Tangail PWCS", null, null),
                "PWCS",
                320,
                pan,
                gstin,
                status,
                enrolment,
                sellsThrough,
                "Weavers Colony, Phulia",
                "741402",
                "+919000000004",
                "p04@example.org",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static ProducerDraft inDistrict(ProducerDraft draft, @Nullable Integer districtLgd) {
        return copy(draft, draft.type(), districtLgd, draft.pin(), draft.phone(), null, null, null, null);
    }

    public static ProducerDraft withContact(ProducerDraft draft, String pin, @Nullable String phone) {
        return copy(draft, draft.type(), draft.districtLgd(), pin, phone, null, null, null, null);
    }

    public static ProducerDraft withPapers(
            @Nullable String handloom, @Nullable String khadi, @Nullable String gi, @Nullable String fssai) {
        ProducerDraft draft = aSociety();
        return copy(draft, draft.type(), draft.districtLgd(), draft.pin(), draft.phone(), handloom, khadi, gi, fssai);
    }

    public static ProducerDraft ofType(String type) {
        ProducerDraft draft = aSociety();
        return copy(draft, type, draft.districtLgd(), draft.pin(), draft.phone(), null, null, null, null);
    }

    private static ProducerDraft copy(
            ProducerDraft draft,
            String type,
            @Nullable Integer district,
            String pin,
            @Nullable String phone,
            @Nullable String handloom,
            @Nullable String khadi,
            @Nullable String gi,
            @Nullable String fssai) {
        return new ProducerDraft(
                draft.code(),
                draft.name(),
                type,
                district,
                draft.pan(),
                draft.gstin(),
                draft.gstStatus(),
                draft.enrolmentNo(),
                draft.sellsThrough(),
                draft.address(),
                pin,
                phone,
                phone == null ? null : draft.email(),
                handloom,
                null,
                khadi,
                gi,
                fssai,
                null);
    }
}
