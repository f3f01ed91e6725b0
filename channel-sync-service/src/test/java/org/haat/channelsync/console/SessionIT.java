package org.haat.channelsync.console;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.testsupport.PageSessionTest;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SessionIT extends PageSessionTest {
    SessionIT() {
        super("/", "/api/v1/accounts", "/api/v1/accounts");
    }
}
