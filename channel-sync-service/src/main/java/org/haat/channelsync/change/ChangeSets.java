package org.haat.channelsync.change;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.change.ChangeSetView.Line;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.Urgency;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/** Reads how far change sets have come. Call inside a transaction. */
@Singleton
public class ChangeSets {
    /** Counting goes so far and no further, so that a page costs the same however large the sets are. */
    private static final int MOST = 500;

    private static final String STATE = "CASE WHEN f.desired_hash <> c.after_hash THEN 'REPLACED'"
            + " WHEN f.applied_hash = c.after_hash THEN 'DONE' WHEN f.work = 'BLOCKED' THEN 'REFUSED' ELSE 'WAITING' END";
    private static final String SELECT = "SELECT s.*, a.name, a.channel, n.* FROM change_set s"
            + " JOIN channel_account a ON a.id = s.account CROSS JOIN LATERAL (SELECT"
            + " count(*) FILTER (WHERE state = 'WAITING') AS waiting, count(*) FILTER (WHERE state = 'DONE') AS done,"
            + " count(*) FILTER (WHERE state = 'REFUSED') AS refused, count(*) FILTER (WHERE state = 'REPLACED') AS replaced,"
            + " count(*) AS counted FROM (SELECT " + STATE + " AS state FROM listing_change c"
            + " JOIN listing_facet f ON f.listing = c.listing AND f.facet = c.facet"
            + " WHERE c.account = s.account AND c.change_set = s.id LIMIT " + MOST + ") AS some_lines) n ";
    private final Sql sql;
    private final Contents contents;

    public ChangeSets(Sql sql, Contents contents) {
        this.sql = sql;
        this.contents = contents;
    }

    /** The newest first; those of one moment by account and id. */
    public List<ChangeSetView.Set> newest(SetCursor from, int limit) {
        return sql.list(
                SELECT + "WHERE s.first_at <= ? AND (s.first_at < ? OR (s.account, s.id) > (?, ?))"
                        + " ORDER BY s.first_at DESC, s.account, s.id LIMIT ?",
                ChangeSets::read,
                from.firstAt(),
                from.firstAt(),
                from.account(),
                from.id(),
                limit);
    }

    public Optional<ChangeSetView.Set> find(UUID account, String id) {
        return sql.first(SELECT + "WHERE s.account = ? AND s.id = ?", ChangeSets::read, account, id);
    }

    private record Row(
            long listing,
            String sku,
            String title,
            Facet facet,
            @Nullable String before,
            long beforeVersion,
            @Nullable String after,
            long afterVersion,
            ChangeSetView.State state) {}

    /** Whole listings, those after {@code after}. */
    public List<Line> lines(UUID account, String agency, String id, long after, int listings) {
        List<Row> rows = sql.list(
                "SELECT c.*, l.sku, l.title, " + STATE
                        + " AS state FROM listing_change c JOIN listing l ON l.id = c.listing"
                        + " JOIN listing_facet f ON f.listing = c.listing AND f.facet = c.facet WHERE c.account = ?"
                        + " AND c.change_set = ? AND c.listing IN (SELECT DISTINCT k.listing FROM listing_change k"
                        + " WHERE k.account = ? AND k.change_set = ? AND k.listing > ? ORDER BY k.listing LIMIT ?)"
                        + " ORDER BY c.listing, c.facet",
                row -> new Row(
                        row.getLong("listing"),
                        row.getString("sku"),
                        row.getString("title"),
                        Facet.valueOf(row.getString("facet")),
                        row.getString("before"),
                        row.getLong("before_version"),
                        row.getString("after"),
                        row.getLong("after_version"),
                        ChangeSetView.State.valueOf(row.getString("state"))),
                account,
                id,
                account,
                id,
                after,
                listings);
        List<Contents.Key> keys = new ArrayList<>();
        rows.stream().filter(row -> row.facet() == Facet.CONTENT).forEach(row -> {
            keys.add(new Contents.Key(row.sku(), row.beforeVersion()));
            keys.add(new Contents.Key(row.sku(), row.afterVersion()));
        });
        Map<Contents.Key, ListingSnapshot> known = contents.versions(agency, keys);
        return rows.stream()
                .map(row -> new Line(row.listing(), row.sku(), row.title(), change(row, known), row.state()))
                .toList();
    }

    private static PendingView.Change change(Row row, Map<Contents.Key, ListingSnapshot> known) {
        if (row.facet() != Facet.CONTENT) {
            Urgency urgency = row.facet() == Facet.PRICE ? Urgency.PRICE : Urgency.STOCK_UP;
            return new PendingView.Change(row.facet(), urgency, row.before(), row.after(), List.of(), true, null);
        }
        ListingSnapshot was = known.get(new Contents.Key(row.sku(), row.beforeVersion()));
        ListingSnapshot is = known.get(new Contents.Key(row.sku(), row.afterVersion()));
        boolean isNew = row.beforeVersion() == 0;
        List<Difference> differences = was == null || is == null ? List.of() : Difference.of(was, is);
        return new PendingView.Change(
                row.facet(),
                isNew ? Urgency.NEW_LISTING : Urgency.CONTENT,
                null,
                null,
                differences,
                was != null && is != null,
                null);
    }

    private static ChangeSetView.Set read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        ChangeSetView.Origin origin = ChangeSetView.Origin.of(id);
        boolean numbered = origin == ChangeSetView.Origin.AUDIT || origin == ChangeSetView.Origin.MASS_CHANGE;
        return new ChangeSetView.Set(
                Sql.uuid(row, "account"),
                row.getString("name"),
                row.getString("channel"),
                id,
                origin,
                numbered ? id.substring(origin.prefix().length()) : null,
                Sql.instantOf(row, "first_at"),
                row.getLong("changes"),
                row.getLong("waiting"),
                row.getLong("done"),
                row.getLong("refused"),
                row.getLong("replaced"),
                row.getLong("counted") >= MOST);
    }
}
