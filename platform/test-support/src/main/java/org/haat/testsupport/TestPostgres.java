package org.haat.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * One real PostgreSQL for the whole test JVM; each database made from it is new and empty, with an owner role for
 * migrations and a lesser role for the service, as in production.
 */
public final class TestPostgres {
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "120")
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("fsync", "off") // what a power cut leaves is nobody's concern here
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("The test PostgreSQL did not start", e);
            }
        }
    }

    private TestPostgres() {}

    /** A new database: its owner and the service's role share the password {@code test}. */
    public record Database(String name, String jdbcUrl, String owner, String user, String password) {
        /** Connects as the owner, for which row-level security is forced too. */
        public DataSource asOwner() {
            return dataSource(this, owner);
        }

        public DataSource asService() {
            return dataSource(this, user);
        }

        /** Connects as superuser, who sees every row. */
        public DataSource asAuditor() {
            return Running.SERVER.getDatabase("postgres", name);
        }
    }

    public static Database newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String owner = name + "_owner";
        run("CREATE ROLE " + owner + " LOGIN PASSWORD 'test'");
        run("CREATE ROLE " + name + " LOGIN PASSWORD 'test'");
        run("CREATE DATABASE " + name + " OWNER " + owner + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
        return new Database(name, "jdbc:postgresql://localhost:" + port() + "/" + name, owner, name, "test");
    }

    public static int port() {
        return Running.SERVER.getPort();
    }

    private static void run(String sql) {
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Test PostgreSQL refused: " + sql, e);
        }
    }

    private static DataSource dataSource(Database database, String user) {
        org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(user);
        source.setPassword(database.password());
        return source;
    }
}
