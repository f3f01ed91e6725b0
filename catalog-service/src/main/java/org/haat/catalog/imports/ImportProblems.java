package org.haat.catalog.imports;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.sql.Bulk;
import org.haat.catalog.sql.Sql;
import org.haat.event.ListingStatus.Owner;
import org.jspecify.annotations.Nullable;

/** What was wrong with which row. */
@Singleton
public class ImportProblems {
    private final Sql sql;
    private final Bulk bulk;

    public ImportProblems(Sql sql, Bulk bulk) {
        this.sql = sql;
        this.bulk = bulk;
    }

    /**
     * @param number counts a job's problems from 1; the cursor of a list
     * @param refuses false for a note about a row that was taken: the gate will ask for it before publishing
     */
    public record ImportProblem(int number, int line, boolean refuses, Refusal refusal) {}

    /** A problem on its way into the database. */
    record Found(int line, boolean refuses, Refusal refusal) {}

    /** A row of {@code import_problem}. */
    private record ProblemRow(
            UUID jobId,
            String agency,
            int number,
            int line,
            @Nullable String field,
            @Nullable String value,
            String rule,
            List<String> arguments,
            Owner owner,
            boolean refuses) {}

    void add(UUID job, String agency, int already, List<Found> found) {
        List<ProblemRow> rows = new ArrayList<>();
        int number = already;
        for (Found problem : found) {
            Refusal refusal = problem.refusal();
            rows.add(new ProblemRow(
                    job,
                    agency,
                    ++number,
                    problem.line(),
                    refusal.field(),
                    refusal.value(),
                    refusal.rule(),
                    refusal.arguments(),
                    refusal.owner(),
                    problem.refuses()));
        }
        bulk.insert("import_problem", rows, "");
    }

    int count(UUID job) {
        return sql.first(
                        "SELECT coalesce(max(number), 0) FROM import_problem WHERE job_id = ?",
                        row -> row.getInt(1),
                        job)
                .orElse(0);
    }

    /** In the order of lines, those numbered above {@code after}. */
    public List<ImportProblem> page(UUID job, int after, int limit) {
        return sql.list(
                "SELECT number, line, refuses, rule, field, value, owner, arguments FROM import_problem"
                        + " WHERE job_id = ? AND number > ? ORDER BY number LIMIT ?",
                row -> new ImportProblem(
                        row.getInt(1),
                        row.getInt(2),
                        row.getBoolean(3),
                        new Refusal(
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                Owner.valueOf(row.getString(7)),
                                Sql.texts(row, "arguments"))),
                job,
                after,
                limit);
    }
}
