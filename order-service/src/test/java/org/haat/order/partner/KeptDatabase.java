package org.haat.order.partner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.haat.testsupport.TestPostgres;

/** A database that outlives the service: the next start in this JVM finds it as it was. */
public final class KeptDatabase implements QuarkusTestResourceLifecycleManager {
    static final String URL = "haat.test.kept.url";
    static final String NAME = "haat.test.kept.name";
    static final String PASSWORD = "haat.test.kept.password";

    @Override
    public Map<String, String> start() {
        if (System.getProperty(URL) == null) {
            TestPostgres.Database database = TestPostgres.newDatabase();
            System.setProperty(URL, database.jdbcUrl());
            System.setProperty(NAME, database.name());
            System.setProperty(PASSWORD, database.password());
        }
        String name = kept(NAME);
        return Map.of(
                "HAAT_DB_URL", kept(URL),
                "HAAT_DB_USER", name,
                "HAAT_DB_PASSWORD", kept(PASSWORD),
                "HAAT_DB_OWNER", name + "_owner",
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
