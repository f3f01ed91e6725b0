package org.haat.order.partner;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.haat.order.RealParts;
import org.junit.jupiter.api.Test;

/** Runs in the start that all tests share; its twin runs in a later one and shows that a restart forgets no message. */
@QuarkusTest
@RealParts
class FirstStartIT {
    @Test
    void messageIsTakenOnceOverAllStarts() throws SQLException {
        SameMessage.isTakenOnce();
    }
}
