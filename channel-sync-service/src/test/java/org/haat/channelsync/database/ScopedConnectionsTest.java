package org.haat.channelsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.haat.edge.Scope;
import org.haat.edge.ScopedConnections;
import org.haat.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the server is told anew whose rows it may show; a mark that a test leaves in the session is gone where it was told. */
class ScopedConnectionsTest {
    private static final long ALMOST_A_SECOND = 999_999_999;
    private final OneTransaction transaction = new OneTransaction(false);
    private AgroalDataSource pool;
    private long nanos;

    @BeforeEach
    void poolOfOne() throws SQLException {
        TestPostgres.Database database = TestPostgres.newDatabase();
        pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(c -> c.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(f -> f.jdbcUrl(
                                        "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + '/' + database.name())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password())))));
        pool.setPoolInterceptors(List.of(new ScopedConnections(60_000, transaction, () -> nanos)));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void backgroundWorkTakesAConnectionAsItIsForASecond() {
        mark(Scope.everything());
        nanos += ALMOST_A_SECOND;
        assertThat(agency(Scope.everything())).isEqualTo("marked");
        nanos += 1;
        assertThat(agency(Scope.everything())).as("a second later").isEmpty();
    }

    @Test
    void aScopeOfAPartIsToldEachTimeAndSoIsEverythingAfterIt() {
        mark(Scope.ofAgency("wb"));
        assertThat(agency(Scope.ofAgency("wb"))).isEqualTo("wb");
        assertThat(agency(Scope.everything())).isEmpty();
        assertThat(agency(Scope.ofAgency("up"))).isEqualTo("up");
        assertThat(agency(Scope.nothing())).isEmpty();
    }

    @Test
    void workThatIsPlannedOnceIsAnother() {
        mark(Scope.everything());
        assertThat(agency(Scope.everything().plannedOnce())).isEmpty();
    }

    @Test
    void whatATransactionToldStandsWhenItIsCommittedAndNotWhenItIsRolledBack() {
        transaction.begin();
        mark(Scope.everything());
        transaction.rollBack();
        assertThat(agency(Scope.everything())).as("rolled back").isEmpty();

        nanos += ALMOST_A_SECOND;
        transaction.begin();
        mark(Scope.everything().plannedOnce());
        transaction.commit();
        assertThat(agency(Scope.everything().plannedOnce())).as("committed").isEqualTo("marked");
    }

    /** The pool may give a connection to the next before the end of the transaction is known to all who follow it. */
    @Test
    void anEndThatBecomesKnownLateSaysNothingOfWhatWasToldSince() {
        transaction.begin();
        mark(Scope.everything());
        assertThat(agency(Scope.ofAgency("wb"))).isEqualTo("wb");
        transaction.commit();
        assertThat(agency(Scope.everything())).isEmpty();
    }

    private void mark(Scope scope) {
        as(scope, "SELECT set_config('haat.agency', 'marked', false)");
    }

    private String agency(Scope scope) {
        return as(scope, "SELECT current_setting('haat.agency')");
    }

    private String as(Scope scope, String query) {
        return scope.call(() -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement(query);
                    ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        });
    }
}
