package org.haat.order.partner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestPostgres;

/** The database of an earlier start, where there was one: this start finds it as it was left. */
public final class KeptDatabase implements QuarkusTestResourceLifecycleManager {
    static final String URL = "haat.test.kept.url";
    static final String NAME = "haat.test.kept.name";
    static final String OWNER = "haat.test.kept.owner";
    static final String PASSWORD = "haat.test.kept.password";

    /** Keeps the database of the start that runs now for a later one. */
    static void keep() {
        if (System.getProperty(URL) == null) {
            TestPostgres.Database database = PostgresResource.database();
            System.setProperty(URL, database.jdbcUrl());
            System.setProperty(NAME, database.user());
            System.setProperty(OWNER, database.owner());
            System.setProperty(PASSWORD, database.password());
        }
    }

    @Override
    public Map<String, String> start() {
        if (System.getProperty(URL) == null) {
            return Map.of();
        }
        return Map.of(
                "HAAT_DB_URL", kept(URL),
                "HAAT_DB_USER", kept(NAME),
                "HAAT_DB_PASSWORD", kept(PASSWORD),
                "HAAT_DB_OWNER", kept(OWNER),
                "HAAT_DB_OWNER_PASSWORD", kept(PASSWORD));
    }

    /** What an earlier start left. */
    static String kept(String property) {
        return Objects.requireNonNull(System.getProperty(property), property);
    }

    @Override
    public void stop() {
        // It is kept.
    }

    /** After the resource that gives every other test its database. */
    @Override
    public int order() {
        return 100;
    }
}
