package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Scope;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** Finds listings for people, page by page. */
@Singleton
public class ListingSearch {
    /** Three letters make a trigram, which the index knows. */
    private static final int LEAST_OF_A_TITLE = 3;

    private static final char AFTER_EVERY_SKU = '~';
    private final Sql sql;

    public ListingSearch(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param text part of a SKU or a title; of one or two letters the beginning of a SKU, for every title has those
     * @param issue code of an issue
     * @param agency code of the agency, for people of every agency
     * @param district LGD code of the maker's, 0 where none is known
     * @param after id of the last row of the page before
     */
    public record Filter(
            @Nullable UUID account,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String issue,
            @Nullable String text,
            @Nullable String agency,
            @Nullable Integer district,
            long after,
            int limit) {
        public Filter {
            // as it is stored: a Bengali or Hindi keyboard may write one letter as two code points
            text = text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
        }
    }

    /** One line of a list. */
    public record Line(
            long id,
            String agency,
            UUID account,
            String accountName,
            String channel,
            String sku,
            String title,
            Wanted wanted,
            ListingStatus.State state,
            String cause,
            Instant since,
            @Nullable String remoteId,
            long issues) {}

    public List<Line> search(Filter filter) {
        StringBuilder query = new StringBuilder("SELECT l.*, a.channel AS channel, a.name AS account_name,"
                + " (SELECT count(*) FROM listing_issue i WHERE i.listing = l.id) AS issues" + Listings.FROM);
        List<@Nullable Object> arguments = new ArrayList<>();
        // the listings of an issue come from the issues, few or many: to look for them among the listings reads a
        // million
        and(
                query,
                arguments,
                "JOIN (SELECT DISTINCT listing FROM listing_issue WHERE code = ? AND listing > " + filter.after()
                        + ") w ON w.listing = l.id ",
                filter.issue());
        query.append("WHERE l.id > ?");
        arguments.add(filter.after());
        scope(query, arguments);
        and(query, arguments, " AND l.agency = ?", filter.agency());
        and(query, arguments, " AND l.district_lgd = ?", filter.district());
        and(query, arguments, " AND l.account = ?", filter.account());
        and(query, arguments, " AND l.account = ANY (?)", filter.channel() == null ? null : accounts(filter.channel()));
        and(query, arguments, " AND l.state = ?", filter.state());
        if (filter.text() != null && !filter.text().isBlank()) {
            text(query, arguments, filter.text().strip(), filter);
        }
        query.append(" ORDER BY l.id LIMIT ?");
        arguments.add(filter.limit());
        return sql.list(query.toString(), ListingSearch::line, arguments.toArray());
    }

    /** Named one by one, so that the plan knows how many listings they have: a small channel is not looked for in a million. */
    private UUID[] accounts(String channel) {
        return sql.list("SELECT id FROM channel_account WHERE channel = ?", row -> Sql.uuid(row, "id"), channel)
                .toArray(UUID[]::new);
    }

    /** Titles are read past row-level security by a function that keeps to the caller's scope: see R__search_listings.sql. */
    private static void text(StringBuilder query, List<@Nullable Object> arguments, String text, Filter filter) {
        if (text.codePointCount(0, text.length()) < LEAST_OF_A_TITLE) {
            String key = text.toLowerCase(Locale.ROOT);
            query.append(" AND l.sku_key >= ? AND l.sku_key < ?");
            arguments.add(key);
            arguments.add(key + AFTER_EVERY_SKU);
        } else {
            query.append(" AND l.id = ANY (ARRAY(SELECT listings_with_text(?, ?, ?::uuid, ?::text, ?::text, ?::text, ?,"
                    + " ?::text, ?::int)))");
            arguments.add('%' + escaped(text) + '%');
            arguments.add(filter.after());
            arguments.add(filter.account());
            arguments.add(filter.channel());
            arguments.add(filter.state());
            arguments.add(filter.issue());
            arguments.add(filter.limit());
            arguments.add(filter.agency());
            arguments.add(filter.district());
        }
    }

    /** The listings of one product on all accounts that the caller may see. */
    public List<Line> ofProduct(String sku) {
        return sql.list(
                "SELECT l.*, a.channel AS channel, a.name AS account_name,"
                        + " (SELECT count(*) FROM listing_issue i WHERE i.listing = l.id) AS issues" + Listings.FROM
                        + "WHERE l.sku_key = lower(?) ORDER BY l.agency, a.channel, a.name",
                ListingSearch::line,
                sku);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getString("agency"),
                Sql.uuid(row, "account"),
                row.getString("account_name"),
                row.getString("channel"),
                row.getString("sku"),
                row.getString("title"),
                Wanted.valueOf(row.getString("wanted")),
                ListingStatus.State.valueOf(row.getString("state")),
                row.getString("cause"),
                Sql.instantOf(row, "since"),
                row.getString("remote_id"),
                row.getLong("issues"));
    }

    /** Says again what row-level security says in a form that no index helps. */
    private static void scope(StringBuilder query, List<@Nullable Object> arguments) {
        Scope scope = Scope.current();
        if (!scope.agencyOrNone().isEmpty()) {
            and(query, arguments, " AND l.agency = ?", scope.agencyOrNone());
        } else if (scope.districtOrNone() != 0) {
            and(query, arguments, " AND l.district_lgd = ?", scope.districtOrNone());
        }
    }

    private static void and(
            StringBuilder query, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            arguments.add(value);
        }
    }

    private static String escaped(String text) {
        String plain = text.length() > 100 ? text.substring(0, 100) : text;
        return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
