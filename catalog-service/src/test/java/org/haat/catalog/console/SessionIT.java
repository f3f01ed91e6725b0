package org.haat.catalog.console;

import io.quarkus.test.junit.QuarkusTest;
import org.haat.catalog.RealParts;
import org.haat.testsupport.PageSessionTest;

@QuarkusTest
@RealParts
class SessionIT extends PageSessionTest {
    SessionIT() {
        super("/products", "/api/v1/products", "/api/v1/products");
    }
}
