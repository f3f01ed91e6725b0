package org.haat.channelsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.edge.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a real transaction told of its scope stands when it is committed, and is told again when it is rolled back. The engine takes
 * connections of the same pool meanwhile: a test goes on until it had one and the same from its first statement to its last.
 */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
@SuppressWarnings("NullAway.Init")
class ScopedTransactionsIT {
    private static final String MARK = "SELECT set_config('haat.agency', 'marked', false)";

    @Inject
    Sql sql;

    @Inject
    SyncBench bench;

    private ChannelAccount account;

    /** What a statement sees of the account, and on which connection. */
    private record Seen(int connection, String agency, boolean account) {}

    @BeforeEach
    void anAccount() {
        account = bench.account();
        bench.pause(account);
    }

    @Test
    void whatARolledBackTransactionToldIsToldAgain() {
        onOneConnection(() -> {
            Seen another = Scope.agency("another", this::seen);
            assertThat(another.account()).isFalse();
            int rolledBack = rolledBack();
            Seen after = Scope.system(this::seen);
            assertThat(after.account()).as("seen by who sees everything").isTrue();
            return rolledBack == another.connection() && after.connection() == rolledBack;
        });
    }

    /** The mark stays as long as nobody tells the server anew. */
    @Test
    void whatACommittedTransactionToldStands() {
        onOneConnection(() -> {
            Seen another = Scope.agency("another", this::seen);
            Seen committed = sql.system(this::markedAndSeen);
            Seen after = Scope.system(this::seen);
            return committed.equals(new Seen(another.connection(), "marked", true)) && after.equals(committed);
        });
    }

    private int rolledBack() {
        int[] connection = new int[1];
        assertThatThrownBy(() -> sql.system(() -> {
                    connection[0] = seen().connection();
                    throw new IllegalStateException("rolled back by the test");
                }))
                .hasMessage("rolled back by the test");
        return connection[0];
    }

    private Seen markedAndSeen() {
        String marked = sql.one(MARK, row -> row.getString(1));
        assertThat(marked).isEqualTo("marked");
        return seen();
    }

    private Seen seen() {
        return sql.one(
                "SELECT pg_backend_pid(), current_setting('haat.agency'), EXISTS (SELECT FROM channel_account WHERE id = ?)",
                row -> new Seen(row.getInt(1), row.getString(2), row.getBoolean(3)),
                account.id());
    }

    private static void onOneConnection(Callable<Boolean> work) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(work);
    }
}
