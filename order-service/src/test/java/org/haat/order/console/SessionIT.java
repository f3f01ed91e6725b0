package org.haat.order.console;

import io.quarkus.test.junit.QuarkusTest;
import org.haat.order.RealParts;
import org.haat.testsupport.PageSessionTest;

@QuarkusTest
@RealParts
class SessionIT extends PageSessionTest {
    SessionIT() {
        super("/", "/api/v1/orders", "/api/v1/orders/00000000-0000-0000-0000-000000000001/shipments");
    }
}
