package org.haat.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.haat.catalog.imports.ImportProblems.ImportProblem;
import org.haat.catalog.rule.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "\rx"})
    void valueCannotActAsFormula(String value) {
        assertThat(ProblemCsv.cell(value)).startsWith("\"'");
    }

    @Test
    void quotesAndLineBreaksStayInsideTheirCell() {
        assertThat(ProblemCsv.cell("a\"b\nc")).isEqualTo("\"a\"\"b\nc\"");
        assertThat(ProblemCsv.cell(null)).isEqualTo("\"\"");
    }

    @Test
    void lineSaysWhereWhatWhyAndWhatToDo() {
        Refusal refusal = Refusal.byAgency("amount-form", "mrp", "2,100");
        assertThat(ProblemCsv.line(new ImportProblem(1, 7, true, refusal), Locale.ENGLISH))
                .isEqualTo("7,\"mrp\",\"2,100\",\"mrp is \"\"2,100\"\", which is no amount in rupees.\","
                        + "\"Write rupees with at most two decimals and no commas, like 1850.00.\",AGENCY,yes\r\n");
    }
}
