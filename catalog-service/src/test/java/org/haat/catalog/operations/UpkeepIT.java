package org.haat.catalog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.haat.catalog.RealParts;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class UpkeepIT {
    @Inject
    Upkeep upkeep;

    @Test
    void eventsThatNoTopicHoldsAreForgottenAndTheOthersAreNot() throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO inbox (consumer, event_id, applied_at) VALUES"
                    + " ('upkeep-test', gen_random_uuid(), now() - interval '31 days'),"
                    + " ('upkeep-test', gen_random_uuid(), now() - interval '29 days')");
            upkeep.forgetEvents();
            try (ResultSet left =
                    statement.executeQuery("SELECT count(*), min(applied_at) > now() - interval '30 days' FROM inbox"
                            + " WHERE consumer = 'upkeep-test'")) {
                assertThat(left.next()).isTrue();
                assertThat(left.getInt(1)).isEqualTo(1);
                assertThat(left.getBoolean(2)).isTrue();
            }
        }
    }
}
