package org.haat.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.edge.Role.AGENCY_ADMIN;
import static org.haat.edge.Role.APPROVER;
import static org.haat.edge.Role.CATALOGUE_EDITOR;
import static org.haat.edge.Role.DISTRICT_OFFICER;
import static org.haat.edge.Role.OPERATIONS;
import static org.haat.edge.Role.PARTNER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

/** Every role at every route. The routes come from the service's own description: a new one must be added here. */
@QuarkusTest
@RealParts
class RolesIT {
    private static final List<String> ROLES =
            List.of(AGENCY_ADMIN, CATALOGUE_EDITOR, APPROVER, DISTRICT_OFFICER, OPERATIONS, PARTNER);
    private static final Set<String> READERS =
            Set.of(AGENCY_ADMIN, CATALOGUE_EDITOR, APPROVER, DISTRICT_OFFICER, OPERATIONS);
    private static final Set<String> AGENCY = Set.of(AGENCY_ADMIN, CATALOGUE_EDITOR, APPROVER);
    private static final Set<String> EDITORS = Set.of(AGENCY_ADMIN, CATALOGUE_EDITOR);
    private static final Set<String> PUBLISHERS = Set.of(AGENCY_ADMIN, APPROVER);

    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /agencies", READERS),
            Map.entry("POST /agencies", Set.of(OPERATIONS)),
            Map.entry("GET /crafts", READERS),
            Map.entry("GET /producers", READERS),
            Map.entry("GET /producers/{code}", READERS),
            Map.entry("PUT /producers/{code}", EDITORS),
            Map.entry("GET /media", AGENCY),
            Map.entry("PUT /media/{name}", EDITORS),
            Map.entry("GET /locations", AGENCY),
            Map.entry("PUT /locations/{code}", EDITORS),
            Map.entry("GET /products", READERS),
            Map.entry("POST /products", EDITORS),
            Map.entry("GET /products/{sku}", READERS),
            Map.entry("PUT /products/{sku}", EDITORS),
            Map.entry("GET /products/{sku}/explain", READERS),
            Map.entry("GET /explanations/{sku}", READERS),
            Map.entry("POST /products/{sku}/submit", EDITORS),
            Map.entry("POST /products/{sku}/send-back", Set.of(APPROVER)),
            Map.entry("POST /products/{sku}/approve", Set.of(APPROVER)),
            Map.entry("POST /products/{sku}/publish", PUBLISHERS),
            Map.entry("POST /products/{sku}/pause", AGENCY),
            Map.entry("POST /products/{sku}/retire", PUBLISHERS),
            Map.entry("GET /products/{sku}/stock", READERS),
            Map.entry("PUT /products/{sku}/stock", EDITORS),
            Map.entry("POST /products/{sku}/stock/receipts", EDITORS),
            Map.entry(
                    "GET /products/{sku}/stock/movements",
                    Set.of(AGENCY_ADMIN, CATALOGUE_EDITOR, APPROVER, OPERATIONS)),
            Map.entry("POST /bulk/submit", EDITORS),
            Map.entry("POST /bulk/approve", Set.of(APPROVER)),
            Map.entry("POST /bulk/publish", PUBLISHERS),
            Map.entry("POST /bulk/pause", PUBLISHERS),
            Map.entry("GET /imports", EDITORS),
            Map.entry("POST /imports", EDITORS),
            Map.entry("GET /imports/{id}", EDITORS),
            Map.entry("DELETE /imports/{id}", EDITORS),
            Map.entry("GET /imports/{id}/events", EDITORS),
            Map.entry("GET /imports/{id}/problems", EDITORS),
            Map.entry("GET /imports/{id}/problems.csv", EDITORS),
            Map.entry("GET /change-sets", AGENCY),
            Map.entry("GET /change-sets/{id}", AGENCY),
            Map.entry("GET /change-sets/{id}/lines", AGENCY),
            Map.entry("POST /change-sets/{id}/revert-job", PUBLISHERS),
            Map.entry("GET /change-sets/{id}/revert-job", AGENCY),
            Map.entry("GET /change-sets/{id}/revert-job/left", AGENCY),
            Map.entry("POST /change-sets/{id}/revert", PUBLISHERS)));

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Test
    void tableNamesEveryRouteOfTheApi() {
        JsonPath paths = RestAssured.given()
                .accept("application/json")
                .get(management.toString().replaceAll("(/q)?/$", "") + "/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Set<String> routes = new TreeSet<>();
        paths.<Map<String, Map<String, Object>>>get("paths").forEach((path, methods) -> {
            int at = path.indexOf("/api/v1/");
            if (at >= 0) {
                methods.keySet()
                        .forEach(method -> routes.add(method.toUpperCase(java.util.Locale.ROOT)
                                + ' '
                                + path.substring(at + "/api/v1".length())));
            }
        });
        assertThat(routes).isEqualTo(ALLOWED.keySet());
    }

    @Test
    void everyRouteLetsInTheRolesThatItIsForAndNobodyElse() {
        Map<String, String> wrong = new TreeMap<>();
        ALLOWED.forEach((route, allowed) -> {
            for (String role : ROLES) {
                int status = call(Api.as(token(role)), route);
                boolean in = status != 401 && status != 403;
                if (in != allowed.contains(role) || status >= 500) {
                    wrong.put(route + " as " + role, String.valueOf(status));
                }
            }
            int stranger = call(RestAssured.given(), route);
            if (stranger != 401) {
                wrong.put(route + " as a stranger", String.valueOf(stranger));
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static String token(String role) {
        return role.equals(DISTRICT_OFFICER)
                ? TestIdentity.districtOfficer(320)
                : TestIdentity.token(
                        "p-" + role, role.equals(OPERATIONS) ? null : "nobodys", null, List.of(role), "haat");
    }

    private static int call(RequestSpecification caller, String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "none");
        String type = path.startsWith("/imports") || path.startsWith("/media")
                ? "application/octet-stream"
                : "application/json";
        return (method.equals("GET") ? caller : caller.contentType(type).body("{}".getBytes(StandardCharsets.UTF_8)))
                .request(method, Api.path(path))
                .statusCode();
    }
}
