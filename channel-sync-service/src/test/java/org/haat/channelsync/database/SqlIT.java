package org.haat.channelsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.junit.jupiter.api.Test;

/** What a transaction tells the database before its first statement. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SqlIT {
    @Inject
    Sql sql;

    @Test
    void plansAreKeptWhereAskedForAndNowhereElse() {
        assertThat(sql.plannedOnce(this::plans)).isEqualTo("force_generic_plan");
        assertThat(sql.system(this::plans)).isEqualTo("auto");
    }

    @Test
    void aTransactionThatKeepsItsPlansSeesEveryAgency() {
        String everything = sql.plannedOnce(
                () -> sql.one("SELECT current_setting('haat.everything') AS everything", row -> row.getString(1)));

        assertThat(everything).isEqualTo("true");
    }

    private String plans() {
        return sql.one("SELECT current_setting('plan_cache_mode') AS plans", row -> row.getString(1));
    }
}
