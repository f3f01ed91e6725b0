package org.haat.channelsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.haat.edge.DatabaseDown;
import org.haat.edge.ScopedConnections;
import org.haat.testsupport.TestPostgres;
import org.junit.jupiter.api.Test;

/** A server that neither answers nor hangs up, as one does whose machine is frozen. */
class SilentDatabaseTest {
    private static final int PATIENT_MILLIS = 60_000;

    @Test
    void silenceIsToldSoonAndStatementsKeepTheirOwnTime() throws Exception {
        TestPostgres.Database database = TestPostgres.newDatabase();
        try (SilentRelay relay = SilentRelay.to(TestPostgres.port());
                AgroalDataSource pool = pool(database, relay.port())) {
            pool.setPoolInterceptors(List.of(scoped(PATIENT_MILLIS, true)));
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getNetworkTimeout())
                        .as("of the statements that follow")
                        .isZero();
            }

            relay.silence();
            pool.setPoolInterceptors(List.of(scoped(200, true)));
            Throwable told = catchThrowable(pool::getConnection);
            assertThat(DatabaseDown.isCauseOf(told)).as(String.valueOf(told)).isTrue();
            assertThat(DatabaseDown.isSilent(told)).isTrue();
        }
    }

    @Test
    void placeOfADeadConnectionIsFreeAgainOutsideOfTransactions() throws Exception {
        TestPostgres.Database database = TestPostgres.newDatabase();
        try (SilentRelay relay = SilentRelay.to(TestPostgres.port());
                AgroalDataSource pool = pool(database, relay.port())) {
            pool.setPoolInterceptors(List.of(scoped(PATIENT_MILLIS, false)));
            pool.getConnection().close();

            relay.silence();
            pool.setPoolInterceptors(List.of(scoped(200, false)));
            try (Connection dead = pool.getConnection()) {
                Throwable told =
                        catchThrowable(() -> dead.prepareStatement("SELECT 1").execute());
                assertThat(DatabaseDown.isCauseOf(told))
                        .as(String.valueOf(told))
                        .isTrue();
            }

            relay.speak();
            pool.setPoolInterceptors(List.of(scoped(PATIENT_MILLIS, false)));
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(PATIENT_MILLIS / 1_000))
                        .as("in the one place")
                        .isTrue();
            }
        }
    }

    private static ScopedConnections scoped(int patienceMillis, boolean inTransaction) {
        return new ScopedConnections(patienceMillis, new OneTransaction(inTransaction), System::nanoTime);
    }

    private static AgroalDataSource pool(TestPostgres.Database database, int port) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(c -> c.maxSize(1)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(
                                f -> f.jdbcUrl("jdbc:postgresql://127.0.0.1:" + port + '/' + database.name())
                                        .principal(new NamePrincipal(database.user()))
                                        .credential(new SimplePassword(database.password())))));
    }
}
