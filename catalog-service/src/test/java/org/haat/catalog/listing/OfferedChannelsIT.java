package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OfferedChannelsIT.Profile.class)
@RealParts
class OfferedChannelsIT {
    /** An installation without Amazon and with partners who take files. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("haat.catalog.channels", "flipkart,csvdrop");
        }
    }

    @Test
    void productGoesToTheChannelsOfTheInstallationAndNoOther() {
        Api api = Api.newAgency("19");
        var producer = Rows.producer("P04");
        producer.put("phone", "+919000000004");
        api.importCsv("producers", Rows.csv(ImportKind.PRODUCERS, List.of(producer)));
        api.uploadPicture("main.jpg");
        api.editor()
                .contentType("application/json")
                .body(ProductApiIT.BODY)
                .post(Api.path("/products"))
                .then()
                .statusCode(201);
        api.editor().post(Api.path("/products/A-1/submit")).then().statusCode(200);
        api.approver().post(Api.path("/products/A-1/approve")).then().statusCode(200);
        api.approver().post(Api.path("/products/A-1/publish")).then().statusCode(200);

        assertThat(api.editor().get(Api.path("/products/A-1")).jsonPath().<String>getList("listedChannels"))
                .containsExactly("csvdrop", "flipkart");
    }
}
