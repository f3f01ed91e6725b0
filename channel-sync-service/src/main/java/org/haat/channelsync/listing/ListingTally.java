package org.haat.channelsync.listing;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;

/**
 * Keeps the tables of counts short. The database adds a row there for each statement that changes how many listings of an
 * account and district are wanted and where they stand, or have a cause; here they become one row for each count again. Safe
 * on any number of replicas.
 */
@Singleton
public class ListingTally {
    private static final String BY_STATE = fold("listing_tally", "account", "district_lgd", "wanted", "state");
    private static final String BY_CAUSE =
            fold("issue_tally", "account", "district_lgd", "code", "remedy", "owner", "severity");
    private final Sql sql;

    public ListingTally(Sql sql) {
        this.sql = sql;
    }

    private static String fold(String table, String... columns) {
        String keys = String.join(", ", columns);
        return "WITH gone AS (DELETE FROM " + table + " t USING (SELECT " + keys + " FROM " + table + " GROUP BY "
                + keys
                + " HAVING count(*) > 1 OR sum(listings) = 0) many WHERE (t." + String.join(", t.", columns)
                + ") = (many." + String.join(", many.", columns) + ") RETURNING t.*)"
                + " INSERT INTO " + table + " (agency, listings, " + keys + ") SELECT agency, sum(listings), " + keys
                + " FROM gone GROUP BY agency, " + keys + " HAVING sum(listings) <> 0";
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        try {
            sql.system(() -> sql.update(BY_STATE) + sql.update(BY_CAUSE));
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("The counts stay unfolded: %s", e.getMessage());
        }
    }
}
