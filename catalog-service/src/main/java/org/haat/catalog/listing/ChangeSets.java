package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.sql.Bulk;
import org.haat.catalog.sql.Sql;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** Keeps what was changed together, and each product as it was before. Call inside a transaction. */
@Singleton
public class ChangeSets {
    private static final String SELECT = "SELECT c.*, (SELECT r.id FROM change_set r WHERE r.reverts = c.id LIMIT 1)"
            + " AS reverted_by FROM change_set c ";
    private final Sql sql;
    private final Bulk bulk;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Duration keep;

    public ChangeSets(
            Sql sql,
            Bulk bulk,
            ObjectMapper mapper,
            Clock clock,
            @ConfigProperty(name = "haat.catalog.keep-changes", defaultValue = "90D") Duration keep) {
        this.sql = sql;
        this.bulk = bulk;
        this.mapper = mapper;
        this.clock = clock;
        this.keep = keep;
    }

    /** A product as it stood before a change. */
    record Before(
            Product product,
            ProductDraft draft,
            ProductState state,
            @Nullable String submittedBy,
            @Nullable String approvedBy) {
        static Before of(Product product) {
            return new Before(product, product.draft(), product.state(), product.submittedBy(), product.approvedBy());
        }
    }

    /** A row of {@code change_set_line}. */
    private record Row(
            UUID changeSet,
            String sku,
            String agency,
            String stateBefore,
            @Nullable String submittedBy,
            @Nullable String approvedBy,
            JsonNode before,
            JsonNode after,
            byte[] contentAfter,
            byte[] termsAfter) {}

    /**
     * One product of a change set.
     *
     * @param contentAfter hash of the content after, {@code termsAfter} of price, MRP and lead time
     */
    public record Line(
            String sku,
            ProductState stateBefore,
            @Nullable String submittedBy,
            @Nullable String approvedBy,
            ProductDraft before,
            ProductDraft after,
            byte[] contentAfter,
            byte[] termsAfter) {}

    /** A row of {@code change_set_step}. */
    private record StepRow(
            UUID changeSet,
            String sku,
            String agency,
            String stateBefore,
            String stateAfter,
            boolean onSaleBefore,
            long listingVersion) {}

    /** Of a product that stepped twice in one set the first state before stays, and the last one after. */
    void keepSteps(String agency, Cause cause, String person, Collection<Stepped> stepped) {
        if (stepped.isEmpty()) {
            return;
        }
        keepSet(agency, cause, person, 0, stepped.size());
        bulk.insert(
                "change_set_step",
                stepped.stream()
                        .map(one -> new StepRow(
                                cause.id(),
                                one.sku(),
                                agency,
                                one.before().name(),
                                one.after().name(),
                                one.onSaleBefore(),
                                one.listingVersion()))
                        .toList(),
                "ON CONFLICT (change_set, sku) DO UPDATE SET state_after = excluded.state_after,"
                        + " listing_version = excluded.listing_version");
    }

    /** A set that goes on over several calls is named from the first SKU of the first call to the last of the last. */
    private void keepSet(String agency, Cause cause, String person, int created, int changed) {
        int kept = sql.update(
                "INSERT INTO change_set AS c (id, agency, cause, reverts, label, person, at, created, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " created = c.created + excluded.created, changed = c.changed + excluded.changed,"
                        + " label = CASE WHEN c.label = excluded.label THEN c.label ELSE split_part(c.label, ?, 1) || ?"
                        + " || split_part(excluded.label, ?, -1) END",
                cause.id(),
                agency,
                cause.kind(),
                cause.reverts(),
                cause.label(),
                person,
                clock.instant(),
                created,
                changed,
                Cause.UNTIL,
                Cause.UNTIL,
                Cause.UNTIL);
        assert kept == 1;
    }

    /** Of products changed twice in one set the first state before stays, and the last one after. */
    void keep(String agency, Cause cause, String person, int created, Collection<Before> changed) {
        if (created == 0 && changed.isEmpty()) {
            return;
        }
        keepSet(agency, cause, person, created, changed.size());
        List<Row> rows = new ArrayList<>();
        for (Before one : changed) {
            ProductDraft after = one.product().draft();
            rows.add(new Row(
                    cause.id(),
                    one.draft().sku(),
                    agency,
                    one.state().name(),
                    one.submittedBy(),
                    one.approvedBy(),
                    mapper.valueToTree(one.draft()),
                    mapper.valueToTree(after),
                    after.contentHash(),
                    after.termsHash()));
        }
        bulk.insert(
                "change_set_line",
                rows,
                "ON CONFLICT (change_set, sku) DO UPDATE SET after = excluded.after,"
                        + " content_after = excluded.content_after, terms_after = excluded.terms_after");
    }

    /** The newest first; those of one moment by id. */
    public List<ChangeSet> newest(SetCursor from, int limit) {
        return sql.list(
                SELECT + "WHERE c.at <= ? AND (c.at < ? OR c.id > ?) ORDER BY c.at DESC, c.id LIMIT ?",
                ChangeSets::read,
                from.at(),
                from.at(),
                from.id(),
                limit);
    }

    public Optional<ChangeSet> find(UUID id) {
        return sql.first(SELECT + "WHERE c.id = ?", ChangeSets::read, id);
    }

    /** In the order of SKUs, those after {@code after}. */
    public List<Line> lines(UUID id, String after, int limit) {
        return sql.list(
                "SELECT * FROM change_set_line WHERE change_set = ? AND sku > ? ORDER BY sku LIMIT ?",
                this::line,
                id,
                after,
                limit);
    }

    /** Whether its products took a step, and none was changed. */
    public boolean isOfSteps(ChangeSet set) {
        return switch (set.cause()) {
            case PUBLISH, PAUSE -> true;
            case IMPORT, EDIT -> false;
            case REVERT ->
                sql.first("SELECT 1 FROM change_set_step WHERE change_set = ? LIMIT 1", row -> true, set.id())
                        .isPresent();
        };
    }

    /** Those of a set of steps in the order of SKUs, after {@code after}. */
    List<Stepped> steps(UUID id, String after, int limit) {
        return sql.list(
                "SELECT * FROM change_set_step WHERE change_set = ? AND sku > ? ORDER BY sku LIMIT ?",
                row -> new Stepped(
                        row.getString("sku"),
                        ProductState.valueOf(row.getString("state_before")),
                        ProductState.valueOf(row.getString("state_after")),
                        row.getBoolean("on_sale_before"),
                        row.getLong("listing_version")),
                id,
                after,
                limit);
    }

    /** Those of a set of steps that went on sale or off after it, wherever they stand now; a new price alone is neither. */
    Set<String> steppedSince(UUID id, List<String> skus) {
        return Set.copyOf(sql.list(
                "SELECT s.sku FROM change_set_step s WHERE s.change_set = ? AND s.sku = ANY (?) AND EXISTS (SELECT 1"
                        + " FROM listing_version v WHERE v.agency = s.agency AND v.sku = s.sku"
                        + " AND v.version > s.listing_version AND v.snapshot ->> 'state' <>"
                        + " CASE s.state_after WHEN 'PUBLISHED' THEN 'ON_SALE' ELSE 'PAUSED' END)",
                row -> row.getString("sku"),
                id,
                skus));
    }

    private Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("sku"),
                ProductState.valueOf(row.getString("state_before")),
                row.getString("submitted_by"),
                row.getString("approved_by"),
                draft(row.getString("before")),
                draft(row.getString("after")),
                row.getBytes("content_after"),
                row.getBytes("terms_after"));
    }

    private ProductDraft draft(String json) {
        try {
            return mapper.readValue(json, ProductDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept product cannot be read", e);
        }
    }

    private static ChangeSet read(ResultSet row) throws SQLException {
        return new ChangeSet(
                row.getObject("id", UUID.class),
                row.getString("agency"),
                Cause.Kind.valueOf(row.getString("cause")),
                row.getObject("reverts", UUID.class),
                row.getObject("reverted_by", UUID.class),
                row.getString("label"),
                row.getString("person"),
                row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                row.getInt("created"),
                row.getInt("changed"));
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(keep);
        Scope.system(() -> {
            int gone;
            do {
                gone = QuarkusTransaction.requiringNew()
                        .call(() -> sql.update(
                                "DELETE FROM change_set WHERE id IN (SELECT id FROM change_set WHERE at < ? LIMIT 20)",
                                before));
            } while (gone == 20);
            return gone;
        });
    }
}
