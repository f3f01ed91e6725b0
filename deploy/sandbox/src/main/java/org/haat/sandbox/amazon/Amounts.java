package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.haat.sandbox.journal.Json;

/** Money as Amazon writes it: a decimal in a string. */
final class Amounts {
    private Amounts() {}

    static String text(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    static ObjectNode money(long minor, String currency) {
        return Json.MAPPER.createObjectNode().put("amount", text(minor)).put("currencyCode", currency);
    }
}
