package org.haat.channelsync;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import org.haat.channelsync.database.Sql;

/**
 * Takes the accounts of a test out of service after it, and those of a class away after its last test. The engine would go on
 * serving them, five sweeps a second each, and the tests that come last would have the least of the machine.
 */
public class AccountsGone implements QuarkusTestAfterEachCallback, QuarkusTestAfterAllCallback {
    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        update("UPDATE channel_account SET state = 'PAUSED' WHERE state <> 'PAUSED'");
    }

    @Override
    public void afterAll(QuarkusTestContext context) {
        update("UPDATE channel_account SET state = 'PAUSED' WHERE state <> 'PAUSED'");
        update("DELETE FROM channel_account");
    }

    private static void update(String statement) {
        ArcContainer container = Arc.container();
        if (container == null || !container.instance(Sql.class).isAvailable()) {
            return;
        }
        Sql sql = container.instance(Sql.class).get();
        try {
            sql.system(() -> sql.update(statement));
        } catch (RuntimeException e) {
            Log.infof(
                    "A lane still holds accounts of a test that is over; the next class takes them away: %s",
                    e.getMessage());
        }
    }
}
