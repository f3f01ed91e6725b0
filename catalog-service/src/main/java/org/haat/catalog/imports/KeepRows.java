package org.haat.catalog.imports;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.imports.Columns.Cells;
import org.haat.catalog.imports.ImportProblems.Found;
import org.haat.catalog.imports.RunImport.Job;
import org.haat.catalog.listing.Cause;
import org.haat.catalog.listing.SaveProducts;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.producer.SaveProducers;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.Saved;
import org.haat.catalog.sql.Sql;
import org.haat.edge.DatabaseDown;
import org.haat.event.ListingStatus.Owner;
import org.jspecify.annotations.Nullable;

/** Keeps a batch of rows in one transaction, with what was found wrong in them and the counts of their job. */
@Singleton
class KeepRows {
    /** Beyond so many, only what was refused is told: notes would bury it. */
    private static final int MOST_WITH_NOTES = 2_000;

    private final Sql sql;
    private final ImportProblems problems;
    private final SaveProducers saveProducers;
    private final SaveProducts saveProducts;

    KeepRows(Sql sql, ImportProblems problems, SaveProducers saveProducers, SaveProducts saveProducts) {
        this.sql = sql;
        this.problems = problems;
        this.saveProducers = saveProducers;
        this.saveProducts = saveProducts;
    }

    /**
     * What another transaction stood in the way of goes in at the second try. A row that the database will not take, though
     * every rule let it pass, is found by halving, is reported, and stops no other.
     */
    void keep(Job job, List<Cells> batch) {
        try {
            keepWhole(job, batch);
        } catch (RuntimeException first) {
            requireDatabase(first);
            Log.warnf("import job=%s tries %d rows again: %s", job.id(), batch.size(), first.getMessage());
            keepOrHalve(job, batch);
        }
    }

    private void keepOrHalve(Job job, List<Cells> batch) {
        try {
            keepWhole(job, batch);
        } catch (RuntimeException e) {
            requireDatabase(e);
            if (batch.size() > 1) {
                int half = batch.size() / 2;
                keepOrHalve(job, batch.subList(0, half));
                keepOrHalve(job, batch.subList(half, batch.size()));
            } else {
                Cells row = batch.get(0);
                Log.errorf(e, "import job=%s cannot keep line %d", job.id(), row.line());
                row.refusals().add(Refusal.of("row-failed", Owner.OPERATIONS, "", null));
                keepWhole(job, batch);
            }
        }
    }

    private void keepWhole(Job job, List<Cells> batch) {
        QuarkusTransaction.requiringNew().timeout(120).run(() -> save(job, batch));
    }

    private static void requireDatabase(RuntimeException e) {
        if (DatabaseDown.isCauseOf(e)) {
            throw e;
        }
    }

    private void save(Job job, List<Cells> batch) {
        List<Saved> answers = job.kind() == ImportKind.PRODUCERS ? producers(job, batch) : products(job, batch);
        List<Found> found = new ArrayList<>();
        int[] counts = new int[Saved.Outcome.values().length];
        for (int i = 0; i < batch.size(); i++) {
            Saved saved = answers.get(i);
            counts[saved.outcome().ordinal()]++;
            int line = batch.get(i).line();
            saved.refusals().forEach(refusal -> found.add(new Found(line, true, refusal)));
            saved.notes().forEach(note -> found.add(new Found(line, false, note)));
        }
        int already = problems.count(job.id());
        if (already > MOST_WITH_NOTES) {
            found.removeIf(problem -> !problem.refuses());
        }
        problems.add(job.id(), job.agency(), already, found);
        int updated = sql.update(
                "UPDATE import_job SET rows_read = rows_read + ?, created = created + ?, changed = changed + ?,"
                        + " unchanged = unchanged + ?, refused = refused + ? WHERE id = ?",
                batch.size(),
                counts[Saved.Outcome.CREATED.ordinal()],
                counts[Saved.Outcome.CHANGED.ordinal()],
                counts[Saved.Outcome.UNCHANGED.ordinal()],
                counts[Saved.Outcome.REFUSED.ordinal()],
                job.id());
        assert updated == 1;
    }

    private List<Saved> producers(Job job, List<Cells> batch) {
        List<ProducerDraft> drafts = new ArrayList<>();
        List<@Nullable Saved> answers = new ArrayList<>();
        for (Cells cells : batch) {
            ProducerDraft draft = cells.isReadable() ? ProducerRows.read(cells) : null;
            answers.add(take(cells, draft, drafts));
        }
        return merge(answers, saveProducers.save(job.agency(), job.person(), drafts));
    }

    private List<Saved> products(Job job, List<Cells> batch) {
        List<SaveProducts.Row> rows = new ArrayList<>();
        List<@Nullable Saved> answers = new ArrayList<>();
        for (Cells cells : batch) {
            SaveProducts.Row row = cells.isReadable() ? ProductRows.read(cells) : null;
            answers.add(take(cells, row, rows));
        }
        return merge(
                answers, saveProducts.save(job.agency(), job.person(), rows, Cause.ofImport(job.id(), job.fileName())));
    }

    /** @return the refusal of a row that could not be read, or null when it goes to be judged */
    private static <T> @Nullable Saved take(Cells cells, @Nullable T read, List<T> readable) {
        if (read == null || !cells.isReadable()) {
            return Saved.refused(cells.refusals());
        }
        readable.add(read);
        return null;
    }

    private static List<Saved> merge(List<@Nullable Saved> answers, List<Saved> judged) {
        List<Saved> merged = new ArrayList<>();
        int next = 0;
        for (Saved answer : answers) {
            merged.add(answer != null ? answer : judged.get(next++));
        }
        return merged;
    }
}
