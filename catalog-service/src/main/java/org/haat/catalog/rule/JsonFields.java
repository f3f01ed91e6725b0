package org.haat.catalog.rule;

import java.util.List;
import java.util.Locale;
import org.haat.edge.Problem;

/** Tells refusals as an answer to a JSON request: columns of a file become fields of the body. */
public final class JsonFields {
    private JsonFields() {}

    public static Problem problem(List<Refusal> refusals, Locale locale) {
        return Problem.invalid(refusals.stream()
                .map(refusal -> new Problem.Fault(
                        field(refusal.field()),
                        refusal.rule(),
                        RefusalText.message(refusal, locale),
                        RefusalText.remedy(refusal, locale)))
                .toList());
    }

    static String field(String column) {
        return switch (column) {
            case "mrp" -> "mrpPaise";
            case "selling_price" -> "pricePaise";
            case "producer_id" -> "producer";
            case "weight_g" -> "parcel.weightGrams";
            case "length_cm", "width_cm", "height_cm" -> "parcel." + camel(column);
            case "title_en", "title_bn", "title_hi", "description_en", "description_bn", "description_hi" ->
                column.replace('_', '.');
            default -> camel(column);
        };
    }

    private static String camel(String column) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char c : column.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}
