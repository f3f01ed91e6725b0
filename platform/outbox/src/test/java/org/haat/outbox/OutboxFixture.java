package org.haat.outbox;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.haat.testsupport.TestPostgres;

/** A new database with the outbox's own migration, and the service's pool on it. */
final class OutboxFixture {
    final TestPostgres.Database database = TestPostgres.newDatabase();
    final AgroalDataSource pool;

    OutboxFixture() throws SQLException, IOException {
        try (Connection connection = database.asOwner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String file : List.of("V0.1__create_outbox.sql", "R__take_turns_by_agency.sql")) {
                try (InputStream in = getClass().getResourceAsStream("/db/outbox/" + file)) {
                    String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    statement.execute(sql.replace("${serviceRole}", database.user()));
                }
            }
        }
        pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(c -> c.maxSize(8)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(f -> f.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password())))));
    }

    long count(String table) throws SQLException {
        try (Connection connection = database.asAuditor().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }
}
