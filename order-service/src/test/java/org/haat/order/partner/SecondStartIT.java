package org.haat.order.partner;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.haat.order.RealParts;
import org.junit.jupiter.api.Test;

/** Runs in a start of its own on the database of the first: a restart forgets no message. Alone it is its own first. */
@QuarkusTest
@RealParts
@WithTestResource(value = KeptDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SecondStartIT {
    @Test
    void messageIsTakenOnceOverAllStarts() throws SQLException {
        SameMessage.isTakenOnce();
    }
}
