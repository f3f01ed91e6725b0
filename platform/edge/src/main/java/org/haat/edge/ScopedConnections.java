package org.haat.edge;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Tells PostgreSQL the scope each time a connection leaves the pool; row-level security policies read it. This is the
 * second wall: it also holds native SQL, and code that forgot the filter.
 */
@Singleton
public class ScopedConnections implements AgroalPoolInterceptor {
    private static final String SET = "SELECT set_config('haat.agency', ?, false),"
            + " set_config('haat.district', ?, false), set_config('haat.everything', ?, false)";

    @Override
    public void onConnectionAcquire(Connection connection) {
        Scope scope = Scope.current();
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            statement.setString(1, scope.agencyOrNone());
            statement.setString(2, String.valueOf(scope.districtOrNone()));
            statement.setString(3, String.valueOf(scope.seesEverything()));
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The scope could not be set on a database connection", e);
        }
    }
}
