package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byAgency;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.Rupees;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a product's own fields before it is even kept as a draft. The gate asks the same again when the
 * product is published.
 */
public final class ProductForm {
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern HSN = Pattern.compile("[0-9]{4}|[0-9]{6}|[0-9]{8}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final Set<String> PROCUREMENTS = Set.of("REGULAR", "MADE_TO_ORDER");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_FACT = 500;
    private static final int MOST_BULLETS = 5;
    private static final int MOST_IMAGES = 9;
    private static final int MOST_ATTRIBUTES = 60;
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final long LARGEST_PAISE = 1_000_000_000_00L;
    private static final int LARGEST_MEASURE = 1_000_000;
    private final Set<String> crafts;

    public ProductForm(Set<String> crafts) {
        this.crafts = crafts;
    }

    /** @return every refusal at once, empty when the draft may be kept */
    public List<Refusal> judge(ProductDraft draft) {
        List<Refusal> refusals = new ArrayList<>();
        identity(draft, refusals);
        texts(draft, refusals);
        codes(draft, refusals);
        prices(draft, refusals);
        measures(draft, refusals);
        return refusals;
    }

    private void identity(ProductDraft draft, List<Refusal> refusals) {
        if (!SKU.matcher(draft.sku()).matches() || draft.sku().contains("..")) {
            refusals.add(byAgency("sku-form", "sku", draft.sku()));
        }
        if (!crafts.contains(draft.craft())) {
            refusals.add(byAgency("craft-unknown", "craft", draft.craft()));
        }
        if (!PROCUREMENTS.contains(draft.procurement())) {
            refusals.add(byAgency("procurement", "procurement", draft.procurement()));
        }
        if (draft.countryOfOrigin() != null
                && !COUNTRY.matcher(draft.countryOfOrigin()).matches()) {
            refusals.add(byAgency("country-form", "country_of_origin", draft.countryOfOrigin()));
        }
    }

    private static void texts(ProductDraft draft, List<Refusal> refusals) {
        if (draft.title().en() == null || draft.title().en().isBlank()) {
            refusals.add(byAgency("missing", "title_en", null));
        }
        draft.title()
                .byLanguage()
                .forEach((language, text) -> text("title_" + language, text, LONGEST_TITLE, refusals));
        draft.description()
                .byLanguage()
                .forEach((language, text) -> text("description_" + language, text, LONGEST_DESCRIPTION, refusals));
        draft.bullets().forEach(bullet -> text("bullets", bullet, LONGEST_FACT, refusals));
        attributes(draft, refusals);
        text("brand", draft.brand(), LONGEST_TITLE, refusals);
        if (draft.bullets().size() > MOST_BULLETS) {
            refusals.add(byAgency(
                    "too-many", "bullets", String.valueOf(draft.bullets().size()), String.valueOf(MOST_BULLETS)));
        }
        if (draft.images().size() > MOST_IMAGES) {
            refusals.add(
                    byAgency("too-many", "images", String.valueOf(draft.images().size()), String.valueOf(MOST_IMAGES)));
        }
        draft.images().stream()
                .filter(image -> !IMAGE.matcher(image).matches())
                .forEach(image -> refusals.add(byAgency("image-name", "images", image)));
    }

    private static void attributes(ProductDraft draft, List<Refusal> refusals) {
        int entries = draft.attributes().size();
        if (entries > MOST_ATTRIBUTES) {
            refusals.add(byAgency("too-many", "attributes", String.valueOf(entries), String.valueOf(MOST_ATTRIBUTES)));
            return;
        }
        draft.attributes().forEach((name, value) -> {
            if (ATTRIBUTE.matcher(name).matches()) {
                text(name, value, LONGEST_FACT, refusals);
            } else {
                refusals.add(byAgency("code-form", "attributes", name));
            }
        });
    }

    private static void text(String field, @Nullable String text, int longest, List<Refusal> refusals) {
        if (text == null) {
            return;
        }
        if (text.codePointCount(0, text.length()) > longest) {
            refusals.add(byAgency("too-long", field, text, String.valueOf(longest)));
        }
        if (text.codePoints().anyMatch(ProductForm::isUnprintable)) {
            refusals.add(byAgency("unprintable", field, null));
        }
        if (text.indexOf('<') >= 0 && text.indexOf('>') > text.indexOf('<')) {
            refusals.add(byAgency("markup", field, text));
        }
    }

    /** Joiners are letters' business in Bengali and Hindi; direction overrides and control characters are not. */
    private static boolean isUnprintable(int c) {
        boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
        return direction || control || c == 0xFFFD || Character.getType(c) == Character.PRIVATE_USE;
    }

    private static void codes(ProductDraft draft, List<Refusal> refusals) {
        if (draft.hsn() != null) {
            boolean form = HSN.matcher(draft.hsn()).matches();
            if (!form || draft.hsn().startsWith("00") || draft.hsn().startsWith("77") || chapter(draft.hsn()) > 97) {
                refusals.add(byAgency("hsn-form", "hsn", draft.hsn()));
            }
        }
        if (draft.gtin() != null && !Gtin.checks(draft.gtin())) {
            refusals.add(byAgency("gtin-check-digit", "gtin", draft.gtin()));
        }
    }

    private static int chapter(String hsn) {
        return Integer.parseInt(hsn.substring(0, 2));
    }

    private static void prices(ProductDraft draft, List<Refusal> refusals) {
        long mrp = draft.terms().mrpPaise();
        long price = draft.terms().pricePaise();
        amount("mrp", mrp, refusals);
        amount("selling_price", price, refusals);
        if (price > mrp && mrp > 0) {
            refusals.add(byAgency("price-above-mrp", "selling_price", Rupees.format(price), Rupees.format(mrp)));
        }
        int lead = draft.terms().leadTimeDays();
        if (lead < 0 || lead > 365) {
            refusals.add(byAgency("out-of-range", "lead_time_days", String.valueOf(lead), "0", "365"));
        }
    }

    private static void amount(String field, long paise, List<Refusal> refusals) {
        if (paise <= 0 || paise > LARGEST_PAISE) {
            refusals.add(byAgency(
                    "out-of-range", field, Rupees.format(paise), Rupees.format(1), Rupees.format(LARGEST_PAISE)));
        }
    }

    private static void measures(ProductDraft draft, List<Refusal> refusals) {
        ProductDraft.Parcel parcel = draft.parcel();
        measure("weight_g", parcel.weightGrams(), refusals);
        measure("length_cm", parcel.lengthCm(), refusals);
        measure("width_cm", parcel.widthCm(), refusals);
        measure("height_cm", parcel.heightCm(), refusals);
    }

    private static void measure(String field, @Nullable Integer value, List<Refusal> refusals) {
        if (value != null && (value <= 0 || value > LARGEST_MEASURE)) {
            refusals.add(byAgency("out-of-range", field, value.toString(), "1", String.valueOf(LARGEST_MEASURE)));
        }
    }
}
