package org.haat.channelsync;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import org.haat.channelsync.database.Sql;

/**
 * Takes the accounts of a class away after its last test. The engine would go on serving them, five sweeps a second each, and
 * the tests that come last would have the least of the machine.
 */
public class AccountsGone implements QuarkusTestAfterAllCallback {
    @Override
    public void afterAll(QuarkusTestContext context) {
        ArcContainer container = Arc.container();
        if (container == null || !container.instance(Sql.class).isAvailable()) {
            return;
        }
        Sql sql = container.instance(Sql.class).get();
        try {
            sql.system(() -> sql.update("UPDATE channel_account SET state = 'PAUSED' WHERE state <> 'PAUSED'"));
            sql.system(() -> sql.update("DELETE FROM channel_account"));
        } catch (RuntimeException e) {
            Log.infof(
                    "A lane still holds accounts of a test that is over; the next class takes them away: %s",
                    e.getMessage());
        }
    }
}
