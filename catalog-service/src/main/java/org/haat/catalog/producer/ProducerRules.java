package org.haat.catalog.producer;

import static org.haat.catalog.rule.Refusal.byAgency;
import static org.haat.catalog.rule.Refusal.byProducer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.haat.catalog.agency.District;
import org.haat.catalog.rule.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a producer's own particulars before they are kept. Pure; sources are the formats of the GST, income
 * tax, postal, food safety and Udyam registers.
 */
public final class ProducerRules {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern PAN = Pattern.compile("[A-Z]{3}[PCHFATBLJG][A-Z][0-9]{4}[A-Z]");
    private static final Pattern PIN = Pattern.compile("[1-9][0-9]{5}");
    private static final Pattern PHONE = Pattern.compile("\\+91[1-9][0-9]{9}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[A-Za-z0-9.-]{1,180}\\.[A-Za-z]{2,24}");
    private static final Pattern FSSAI = Pattern.compile("[12][0-9]{13}");
    private static final Pattern UDYAM = Pattern.compile("UDYAM-[A-Z]{2}-[0-9]{2}-[0-9]{7}");
    private static final Pattern ENROLMENT = Pattern.compile("[A-Z0-9]{6,20}");
    private static final int LONGEST_TEXT = 500;
    private final Map<Integer, District> districts;
    private final Set<String> states;

    /** @param states GST State codes in force */
    public ProducerRules(Map<Integer, District> districts, Set<String> states) {
        this.districts = districts;
        this.states = states;
    }

    /** @return every refusal at once, empty when the producer may be kept */
    public List<Refusal> judge(ProducerDraft draft) {
        List<Refusal> refusals = new ArrayList<>();
        identity(draft, refusals);
        tax(draft, refusals);
        contact(draft, refusals);
        papers(draft, refusals);
        return refusals;
    }

    private void identity(ProducerDraft draft, List<Refusal> refusals) {
        if (!CODE.matcher(draft.code()).matches()) {
            refusals.add(byAgency("code-form", "producer_id", draft.code()));
        }
        String name = draft.name().en();
        if (name == null || name.isBlank()) {
            refusals.add(byAgency("missing", "name_en", null));
        } else if (name.length() > LONGEST_TEXT) {
            refusals.add(byAgency("too-long", "name_en", name, String.valueOf(LONGEST_TEXT)));
        }
        if (Arrays.stream(ProducerType.values()).noneMatch(type -> type.name().equals(draft.type()))) {
            refusals.add(byAgency("producer-type", "type", draft.type(), Arrays.toString(ProducerType.values())));
        }
        Integer district = draft.districtLgd();
        if (district == null || !districts.containsKey(district)) {
            refusals.add(byAgency("district-unknown", "district_lgd", district == null ? null : district.toString()));
        }
    }

    private void tax(ProducerDraft draft, List<Refusal> refusals) {
        if (Arrays.stream(GstStatus.values()).noneMatch(status -> status.name().equals(draft.gstStatus()))) {
            refusals.add(byAgency("gst-status", "gst_status", draft.gstStatus(), Arrays.toString(GstStatus.values())));
            return;
        }
        if (draft.pan() != null && !PAN.matcher(draft.pan()).matches()) {
            refusals.add(byProducer("pan-form", "pan", draft.pan()));
        }
        GstStatus status = GstStatus.valueOf(draft.gstStatus());
        boolean registered = status == GstStatus.REGULAR || status == GstStatus.COMPOSITION;
        if (registered && draft.gstin() == null) {
            refusals.add(byProducer("gstin-missing", "gstin", null, draft.gstStatus()));
        } else if (!registered && draft.gstin() != null) {
            refusals.add(byAgency("gstin-unexpected", "gstin", draft.gstin(), draft.gstStatus()));
        }
        if (draft.gstin() != null) {
            gstin(draft, draft.gstin(), refusals);
        }
        if (status == GstStatus.ENROLLED
                && (draft.enrolmentNo() == null
                        || !ENROLMENT.matcher(draft.enrolmentNo()).matches())) {
            refusals.add(byProducer("enrolment-number", "enrolment_no", draft.enrolmentNo()));
        }
        if (draft.sellsThrough() != null && draft.sellsThrough().equalsIgnoreCase(draft.code())) {
            refusals.add(byAgency("sells-through-itself", "sells_through", draft.sellsThrough()));
        }
    }

    private void gstin(ProducerDraft draft, String gstin, List<Refusal> refusals) {
        if (!Gstin.hasForm(gstin)) {
            refusals.add(byProducer("gstin-form", "gstin", gstin));
        } else if (!states.contains(Gstin.state(gstin))) {
            refusals.add(byProducer("gstin-state-retired", "gstin", gstin, Gstin.state(gstin)));
        } else if (!Gstin.checks(gstin)) {
            refusals.add(byProducer("gstin-check-digit", "gstin", gstin));
        } else {
            gstinAgrees(draft, gstin, refusals);
        }
    }

    private void gstinAgrees(ProducerDraft draft, String gstin, List<Refusal> refusals) {
        if (draft.pan() != null && !draft.pan().equals(Gstin.pan(gstin))) {
            refusals.add(byProducer("gstin-pan", "gstin", gstin, draft.pan()));
        }
        District district = draft.districtLgd() == null ? null : districts.get(draft.districtLgd());
        if (district != null && !district.stateGstCode().equals(Gstin.state(gstin))) {
            refusals.add(byProducer(
                    "gstin-state",
                    "gstin",
                    gstin,
                    Gstin.state(gstin),
                    String.valueOf(district.name().en())));
        }
    }

    private static void contact(ProducerDraft draft, List<Refusal> refusals) {
        if (draft.address().isBlank()) {
            refusals.add(byAgency("missing", "address", null));
        } else if (draft.address().length() > LONGEST_TEXT) {
            refusals.add(byAgency("too-long", "address", draft.address(), String.valueOf(LONGEST_TEXT)));
        }
        require(PIN, "pin-form", "pin", draft.pin(), refusals);
        optional(PHONE, "phone-form", "phone", draft.phone(), refusals);
        optional(EMAIL, "email-form", "email", draft.email(), refusals);
    }

    private static void papers(ProducerDraft draft, List<Refusal> refusals) {
        optional(FSSAI, "fssai-form", "fssai", draft.fssai(), refusals);
        optional(UDYAM, "udyam-form", "udyam", draft.udyam(), refusals);
    }

    private static void require(Pattern form, String rule, String field, String value, List<Refusal> refusals) {
        if (value.isBlank()) {
            refusals.add(byAgency("missing", field, null));
        } else {
            optional(form, rule, field, value, refusals);
        }
    }

    private static void optional(
            Pattern form, String rule, String field, @Nullable String value, List<Refusal> refusals) {
        if (value != null && !form.matcher(value).matches()) {
            refusals.add(byAgency(rule, field, value));
        }
    }
}
