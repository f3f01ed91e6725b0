package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.haat.sandbox.journal.Json;

/** Money as Amazon writes it: a decimal in a string. */
final class Rupees {
    private Rupees() {}

    static String text(long paise) {
        return BigDecimal.valueOf(paise, 2).toPlainString();
    }

    static ObjectNode money(long paise) {
        return Json.MAPPER.createObjectNode().put("amount", text(paise)).put("currencyCode", "INR");
    }
}
