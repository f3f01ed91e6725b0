package org.haat.catalog.imports;

import java.util.Locale;
import org.haat.catalog.imports.ImportProblems.ImportProblem;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalText;
import org.jspecify.annotations.Nullable;

/** Writes problems for a spreadsheet. */
final class ProblemCsv {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private ProblemCsv() {}

    static String line(ImportProblem problem, Locale locale) {
        Refusal refusal = problem.refusal();
        return problem.line()
                + "," + cell(refusal.field())
                + "," + cell(refusal.value())
                + "," + cell(RefusalText.message(refusal, locale))
                + "," + cell(RefusalText.remedy(refusal, locale))
                + "," + refusal.owner()
                + "," + (problem.refuses() ? "yes" : "no")
                + "\r\n";
    }

    /** Always in quotes; a value that a spreadsheet would run gets an apostrophe before it. */
    static String cell(@Nullable String value) {
        String text = value == null ? "" : value.replace("\u0000", "");
        String safe = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
