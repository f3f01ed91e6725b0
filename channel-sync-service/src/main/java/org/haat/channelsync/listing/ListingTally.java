package org.haat.channelsync.listing;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;

/**
 * Keeps the table of counts short. The database adds a row there for each statement that changes how many listings of an
 * account and district are wanted and where they stand; here they become one row for each count again. Safe on any number of replicas.
 */
@Singleton
public class ListingTally {
    private static final String KEYS = "account, district_lgd, wanted, state";
    private static final String FOLD = "WITH gone AS (DELETE FROM listing_tally t USING (SELECT " + KEYS
            + " FROM listing_tally GROUP BY " + KEYS + " HAVING count(*) > 1 OR sum(listings) = 0) many"
            + " WHERE t.account = many.account AND t.district_lgd = many.district_lgd AND t.wanted = many.wanted"
            + " AND t.state = many.state RETURNING t.*)"
            + " INSERT INTO listing_tally (agency, listings, " + KEYS + ")"
            + " SELECT agency, sum(listings), " + KEYS + " FROM gone GROUP BY agency, " + KEYS
            + " HAVING sum(listings) <> 0";
    private final Sql sql;

    public ListingTally(Sql sql) {
        this.sql = sql;
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        try {
            sql.system(() -> sql.update(FOLD));
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("The counts stay unfolded: %s", e.getMessage());
        }
    }
}
