package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.util.List;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** Listings by agency and by the maker's district, from counts that are kept as listings change. */
@Singleton
public class Totals {
    private static final String COUNTS = "sum(listings) FILTER (WHERE wanted = 'ON_SALE') AS desired,"
            + " sum(listings) FILTER (WHERE state = 'LIVE') AS live,"
            + " sum(listings) FILTER (WHERE state IN ('DRAFT', 'PREVIEWED', 'SUBMITTED', 'ACCEPTED')) AS pending,"
            + " sum(listings) FILTER (WHERE state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION')) AS refused";
    private final Sql sql;

    public Totals(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param key an agency's code, or a district's LGD code; 0 where no district is known
     * @param en name of the district, else null
     */
    public record Line(
            String key,
            @Nullable String en,
            @Nullable String bn,
            @Nullable String hi,
            long desired,
            long live,
            long pending,
            long refused) {
        /** The name in a language, else in English, else the code. */
        public String name(String language) {
            String own = language.equals("bn") ? bn : language.equals("hi") ? hi : en;
            return own != null ? own : en != null ? en : key;
        }
    }

    /** The largest first. */
    public record Of(List<Line> agencies, List<Line> districts) {
        public Line all() {
            return new Line(
                    "*",
                    null,
                    null,
                    null,
                    agencies.stream().mapToLong(Line::desired).sum(),
                    agencies.stream().mapToLong(Line::live).sum(),
                    agencies.stream().mapToLong(Line::pending).sum(),
                    agencies.stream().mapToLong(Line::refused).sum());
        }
    }

    /** Of what the caller may see. */
    public Of all() {
        return new Of(
                lines(
                        "SELECT agency AS key, NULL AS en, NULL AS bn, NULL AS hi, " + COUNTS
                                + " FROM listing_tally GROUP BY agency HAVING sum(listings) > 0 ORDER BY desired DESC NULLS LAST, key"),
                lines(
                        "SELECT t.district_lgd::text AS key, d.en, d.bn, d.hi, " + COUNTS
                                + " FROM listing_tally t LEFT JOIN district_name d ON d.lgd_code = t.district_lgd"
                                + " GROUP BY t.district_lgd, d.en, d.bn, d.hi HAVING sum(listings) > 0 ORDER BY desired DESC NULLS LAST, key"));
    }

    private List<Line> lines(String query) {
        return sql.list(
                query,
                row -> new Line(
                        row.getString("key"),
                        row.getString("en"),
                        row.getString("bn"),
                        row.getString("hi"),
                        row.getLong("desired"),
                        row.getLong("live"),
                        row.getLong("pending"),
                        row.getLong("refused")));
    }
}
