package org.haat.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.haat.testsupport.TestIdentity;

/** Calls the service as the people of one agency would, over HTTP. */
public final class Api {
    private static final String ROOT = "/api/v1";
    private static final Map<String, byte[]> DRAWN = new ConcurrentHashMap<>();
    private final String agency;

    private Api(String agency) {
        this.agency = agency;
    }

    /** A new agency, set up by operations. */
    public static Api newAgency(String stateGstCode) {
        String code = "t-" + UUID.randomUUID().toString().substring(0, 8);
        as(TestIdentity.token("ops", null, null, java.util.List.of("operations"), "haat"))
                .contentType("application/json")
                .body(Map.of("code", code, "stateGstCode", stateGstCode, "nameEn", "Agency " + code))
                .post(ROOT + "/agencies")
                .then()
                .statusCode(201);
        return new Api(code);
    }

    public String agency() {
        return agency;
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    public RequestSpecification editor() {
        return as(TestIdentity.token("editor-" + agency, agency, "catalogue-editor"));
    }

    public RequestSpecification approver() {
        return as(TestIdentity.token("approver-" + agency, agency, "approver"));
    }

    public RequestSpecification admin() {
        return as(TestIdentity.token("admin-" + agency, agency, "agency-admin"));
    }

    public static String path(String path) {
        return ROOT + path;
    }

    public Response upload(String kind, byte[] file) {
        return editor().contentType("application/octet-stream")
                .body(file)
                .post(path("/imports?name=test.csv&kind=" + kind));
    }

    public Response upload(String kind, String csv) {
        return upload(kind, csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads and waits for the end. */
    public Response importFile(String kind, byte[] file) {
        Response asked = upload(kind, file);
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
        return ended(asked.jsonPath().getString("id"));
    }

    public Response importCsv(String kind, String csv) {
        return importFile(kind, csv.getBytes(StandardCharsets.UTF_8));
    }

    public Response ended(String job) {
        return when(job, answer -> !answer.jsonPath().getString("state").matches("QUEUED|RUNNING"));
    }

    /** The job as it stands when it has come so far. */
    public Response when(String job, Predicate<Response> far) {
        return await().atMost(Duration.ofSeconds(400))
                .pollDelay(Duration.ofMillis(10))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> editor().get(path("/imports/" + job)), far);
    }

    public Response problems(Response job) {
        return editor().get(path("/imports/" + job.jsonPath().getString("id") + "/problems?limit=500"));
    }

    public Response bulk(String step, RequestSpecification person) {
        return person.contentType("application/json").body("{\"all\":true}").post(path("/bulk/" + step));
    }

    /** P04, a weavers' society with all papers in order. */
    public void makeProducer() {
        editor().contentType("application/json")
                .body(Map.of(
                        "code", "P04",
                        "name", Map.of("en", "Phulia Tangail PWCS", "bn", "ফুলিয়া তন্তুবায় সমিতি"),
                        "type", "PWCS",
                        "districtLgd", 320,
                        "pan", "ZZZAS0001Q",
                        "gstin", "19ZZZAS0001Q1ZQ",
                        "gstStatus", "REGULAR",
                        "address", "Weavers Colony, Phulia",
                        "pin", "741402",
                        "phone", "+919000000004"))
                .put(path("/producers/P04"))
                .then()
                .statusCode(201);
    }

    public void uploadPicture(String name) {
        editor().contentType("application/octet-stream")
                .body(picture(1200, 1200, Color.WHITE))
                .put(path("/media/" + name))
                .then()
                .statusCode(200);
    }

    /** A product on its ground, drawn. */
    public static byte[] picture(int width, int height, Color ground) {
        return DRAWN.computeIfAbsent(width + "x" + height + ground, key -> draw(width, height, ground));
    }

    private static byte[] draw(int width, int height, Color ground) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(0x8B1A1A));
        graphics.fillOval(width / 10, height / 10, width * 8 / 10, height * 8 / 10);
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
