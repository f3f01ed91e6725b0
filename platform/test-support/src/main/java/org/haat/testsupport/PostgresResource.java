package org.haat.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a new database. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    /** Set while a test runs, so that a test can look at the rows as an auditor. */
    private static volatile TestPostgres.Database database = TestPostgres.newDatabase();

    public static TestPostgres.Database database() {
        return database;
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "HAAT_DB_URL", database.jdbcUrl(),
                "HAAT_DB_USER", database.user(),
                "HAAT_DB_PASSWORD", database.password(),
                "HAAT_DB_OWNER", database.owner(),
                "HAAT_DB_OWNER_PASSWORD", database.password());
    }

    @Override
    public void stop() {
        database = TestPostgres.newDatabase();
    }
}
