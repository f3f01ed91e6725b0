package org.haat.catalog.imports;

import java.util.Locale;
import org.haat.catalog.imports.Columns.Cells;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.text.LocalText;

/** Reads a producer from a row. */
final class ProducerRows {
    private ProducerRows() {}

    static ProducerDraft read(Cells cells) {
        return new ProducerDraft(
                cells.codeOrNone("producer_id"),
                new LocalText(cells.text("name_en"), cells.text("name_bn"), cells.text("name_hi")),
                cells.codeOrNone("type").toUpperCase(Locale.ROOT),
                cells.whole("district_lgd"),
                cells.upper("pan"),
                cells.upper("gstin"),
                cells.codeOrNone("gst_status").toUpperCase(Locale.ROOT),
                cells.upper("enrolment_no"),
                cells.code("sells_through"),
                cells.textOrNone("address"),
                cells.codeOrNone("pin"),
                cells.code("phone"),
                cells.text("email"),
                cells.code("handloom_mark"),
                cells.code("silk_mark"),
                cells.code("khadi_mark"),
                cells.code("gi_authorised_user"),
                cells.code("fssai"),
                cells.upper("udyam"));
    }
}
