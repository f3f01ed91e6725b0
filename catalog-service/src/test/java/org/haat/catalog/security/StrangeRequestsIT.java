package org.haat.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger tries: odd addresses, odd bodies, everything at once. Never a 5xx, a hang or a half-done write. */
@QuarkusTest
@RealParts
class StrangeRequestsIT {
    private static final String BODY = """
            {"sku":"A-1","producer":"P04","craft":"tant","title":{"en":"Cotton saree"},
             "hsn":"52083121","mrpPaise":210000,"pricePaise":185000}""";

    private Api api;

    @BeforeEach
    void newAgencyWithOneProducer() {
        api = Api.newAgency("19");
        api.makeProducer();
    }

    @ParameterizedTest
    @CsvSource({
        "/products?limit=abc,422,limit",
        "/products?limit=-1,422,limit",
        "/products?limit=0,422,limit",
        "/products?limit=1000000000,422,limit",
        "/products?limit=99999999999999999999,422,limit",
        "/products?limit=1.5,422,limit",
        "/producers?limit=x,422,limit",
        "/media?limit=0,422,limit",
        "/products?state=nonsense,422,state",
        "/products?q=%00,400,q",
        "/products?after=a%00b,400,after",
        "/products?producer=%00,400,producer",
        "/products/A%001,400,sku",
        "/products/A%001/explain,400,sku",
        "/producers/%00,400,code",
    })
    void badParameterIsNamedAndSaysWhatToGive(String path, int status, String field) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"" + field + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/products/..%2f..%2fagencies",
                "/products/%2e%2e%2fagencies",
                "/products/%F0%9F%98%80",
                "/products/%E2%80%AEgpj",
                "/products/A%20",
                "/products/%ff%fe",
                "/imports/not-a-uuid",
                "/imports/00000000-0000-0000-0000-000000000000/problems.csv",
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
    }

    @Test
    void longSkuInAnAddressIsNotFound() throws Exception {
        assertThat(get("/products/" + "A".repeat(3_000)).statusCode()).isEqualTo(404);
        assertThat(get("/products/" + "A".repeat(5_000)).statusCode()).isEqualTo(414);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH|/products|GET, HEAD, OPTIONS, POST",
                "DELETE|/products/A-1|GET, HEAD, OPTIONS, PUT",
                "POST|/products/A-1/explain|GET, HEAD, OPTIONS",
                "PUT|/imports|GET, HEAD, OPTIONS, POST",
                "DELETE|/bulk/submit|OPTIONS, POST",
                "TRACE|/products|GET, HEAD, OPTIONS, POST",
            })
    void otherMethodsAreTurnedAwayWithThoseThatTheAddressTakes(String method, String path, String allowed) {
        api.editor()
                .request(method, Api.path(path))
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", allowed)
                .body("code", is("method-not-allowed"));
    }

    @Test
    void headAndOptionsAnswerLikeGetWithoutABody() {
        api.editor().head(Api.path("/products")).then().statusCode(200);
        api.editor().options(Api.path("/products")).then().statusCode(anyOf(is(200), is(204)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|hello|415",
                "application/xml|<a/>|415",
                "application/x-www-form-urlencoded|sku=A-1|415",
                "application/json|''|400",
                "application/json|\uFEFF{}|400",
            })
    void bodyOfAnotherKindIsRefused(String type, String body, int status) {
        Response answer = api.editor().contentType(type).body(body).post(Api.path("/products"));
        assertThat(answer.statusCode()).as(answer.asString()).isIn(status, 422);
        assertThat(answer.contentType()).contains("application/problem+json");
    }

    @Test
    void contentTypeThatIsNoneIsRefused() throws Exception {
        assertThat(send("POST", "/products", "garbage", HttpRequest.BodyPublishers.ofString(BODY))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void deepJsonAndJsonInOtherEncodingsAreRefused() {
        assertThat(create("[".repeat(1_001) + "]".repeat(1_001)).statusCode()).isEqualTo(400);
        assertThat(create(BODY.replace("\"Cotton saree\"", "{\"a\":".repeat(100) + "1" + "}".repeat(100)))
                        .statusCode())
                .isEqualTo(400);
        byte[] broken = BODY.getBytes(StandardCharsets.UTF_8);
        broken[BODY.indexOf("Cotton")] = (byte) 0xFF;
        Response answer =
                api.editor().contentType("application/json").body(broken).post(Api.path("/products"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    }

    @Test
    void largeJsonIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        byte[] large = ("{\"sku\":\"A-1\",\"bullets\":[" + "\"x\",".repeat(1_500_000) + "\"x\"]}")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(send("POST", "/products", HttpRequest.BodyPublishers.ofByteArray(large))
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> chunked = send(
                "POST", "/products", HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        assertThat(chunked.statusCode()).as(chunked.body()).isEqualTo(413);
        assertThat(chunked.body()).contains("too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"A-1\"|\"A 1\"|422|sku",
                "\"A-1\"|\"..\"|422|sku",
                "\"A-1\"|\"A\u202E1\"|422|sku",
                "\"A-1\"|\"A\uD83D\uDE00\"|422|sku",
                "\"A-1\"|\"A12345678901234567890123456789012345678901\"|422|sku",
                "Cotton saree|Cotton \u202Esaree|422|title.en",
                "Cotton saree|<script>alert(1)</script>|422|title.en",
                "Cotton saree|half \\ud800 pair|400|title.en",
                "210000|1e18|400|mrpPaise",
                "210000|1000000000000000000|422|mrpPaise",
                "210000|-0|422|mrpPaise",
                "210000|NaN|400|",
                "\"hsn\"|\"id\":\"x\",\"hsn\"|400|id",
                "\"hsn\"|\"version\":7,\"hsn\"|400|version",
                "\"hsn\"|\"state\":\"PUBLISHED\",\"hsn\"|400|state",
                "\"hsn\"|\"leadTimeDays\":-1,\"hsn\"|422|leadTimeDays",
                "\"hsn\"|\"attributes\":{\"a b\":\"c\"},\"hsn\"|422|attributes",
            })
    void badFieldIsNamed(String good, String bad, int status, @org.jspecify.annotations.Nullable String field) {
        Response answer = create(BODY.replace(good, bad));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).contains("application/problem+json");
        if (field != null) {
            assertThat(answer.jsonPath().<String>getList("errors.field")).contains(field);
        }
        assertThat(api.editor().get(Api.path("/products")).jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void tooManyAttributesAreRefusedAndScriptsOfIndiaAndSmileysAreTaken() {
        String many = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"a" + i + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));
        Response answer = create(BODY.replace("\"hsn\"", "\"attributes\":" + many + ",\"hsn\""));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.jsonPath().<String>getList("errors.field")).containsExactly("attributes");
        create(BODY.replace("\"Cotton saree\"", "\"ক্ষ শ্রী க்ஷ 😀\"")).then().statusCode(201);
    }

    @Test
    void oneOfManyThatMakeTheSameProductAtOnceMakesIt() throws Exception {
        List<Integer> statuses = atOnce(8, () -> create(BODY).statusCode());
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
    }

    @Test
    void oneOfManyThatChangeTheSameVersionAtOnceChangesIt() throws Exception {
        String tag = create(BODY).header("ETag");
        List<Integer> statuses = atOnce(8, () -> api.editor()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(BODY.replace("Cotton", "Fine"))
                .put(Api.path("/products/A-1"))
                .statusCode());
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(412);
    }

    @Test
    void sameFileSentTwiceAtOnceGoesInOnce() throws Exception {
        List<Map<String, String>> rows =
                IntStream.range(0, 300).mapToObj(i -> Rows.product("T-" + i)).toList();
        String csv = Rows.csv(ImportKind.PRODUCTS, rows);
        List<Response> jobs = atOnce(2, () -> api.importCsv("products", csv));
        assertThat(jobs.stream().map(job -> job.jsonPath().getString("state"))).containsOnly("DONE");
        assertThat(jobs.stream()
                        .mapToInt(job -> job.jsonPath().getInt("created"))
                        .sum())
                .isEqualTo(300);
        assertThat(jobs.stream()
                        .mapToInt(job -> job.jsonPath().getInt("unchanged"))
                        .sum())
                .isEqualTo(300);
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(java.util.Collections.nCopies(callers, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private Response create(String body) {
        return api.editor()
                .contentType("application/json; charset=UTF-8")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Api.path("/products"));
    }

    /** As the address stands: a friendlier client would mend it first. */
    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(method, path, "application/json", body);
    }

    private HttpResponse<String> send(String method, String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        String token = TestIdentity.token("editor-" + api.agency(), api.agency(), "catalogue-editor");
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body)
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
