package org.haat.channelsync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Propagation.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class PropagationBookIT {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:30Z");

    @Inject
    SyncBench bench;

    @Inject
    DataSource dataSource;

    private RefusedWrites sql;
    private PropagationBook book;
    private ChannelAccount account;

    @BeforeEach
    void ownBook() {
        sql = new RefusedWrites(dataSource);
        book = new PropagationBook(sql);
        account = bench.account();
    }

    @Test
    void timesAreKeptWhileTheDatabaseRefusesThemAndWrittenAfterwards() {
        book.took(account, Stage.ACCEPTED, List.of(Duration.ofMillis(5), Duration.ofMinutes(5)), NOW);
        sql.refusing = true;
        book.flush();
        book.took(account, Stage.ACCEPTED, List.of(Duration.ofMillis(5)), NOW.plusSeconds(20));
        book.flush();
        assertThat(sql.refused).isEqualTo(2);
        assertThat(changes()).isEmpty();

        sql.refusing = false;
        book.flush();
        book.flush();

        assertThat(changes()).containsExactly("2026-11-21T06:00:00Z 2", "2026-11-21T06:00:00Z 1");
    }

    @Test
    void laterTimesAreAddedToTheirMinuteAndAServiceThatStopsWritesTheLast() {
        book.took(account, Stage.LIVE, List.of(Duration.ofMillis(5)), NOW);
        book.flush();
        book.took(account, Stage.LIVE, List.of(Duration.ofMillis(5)), NOW);

        book.stop(new io.quarkus.runtime.ShutdownEvent());

        assertThat(changes()).containsExactly("2026-11-21T06:00:00Z 2");
    }

    private List<String> changes() {
        return bench.texts(
                "SELECT to_char(minute AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') || ' ' || changes"
                        + " FROM account_propagation WHERE account = ? ORDER BY minute, step",
                account.id());
    }

    /** A database that says no when a test wants it to. */
    private static final class RefusedWrites extends Sql {
        private boolean refusing;
        private int refused;

        RefusedWrites(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public int update(String sql, @Nullable Object... arguments) {
            if (!refusing) {
                return super.update(sql, arguments);
            }
            refused++;
            return super.update("INSERT INTO account_propagation SELECT NULL");
        }
    }
}
