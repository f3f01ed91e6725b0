package org.haat.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void eventsThatNoTopicHoldsAreForgottenHoweverManyAndTheOthersAreNot() throws SQLException, IOException {
        OutboxFixture fixture = new OutboxFixture();
        applied(fixture, 12_000, 31);
        applied(fixture, 3, 29);

        new Inbox(fixture.pool, 30).forget();

        assertThat(fixture.count("inbox")).isEqualTo(3);
        assertThat(fixture.count("inbox WHERE applied_at > now() - interval '30 days'"))
                .isEqualTo(3);
        fixture.pool.close();
    }

    private static void applied(OutboxFixture fixture, int events, int daysAgo) throws SQLException {
        try (Connection connection = fixture.database.asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO inbox (consumer, event_id, applied_at) SELECT 'test', gen_random_uuid(),"
                    + " now() - interval '" + daysAgo + " days' FROM generate_series(1, " + events + ")");
        }
    }
}
