package org.haat.bench.ground;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody with a browser who signed in once and opens pages. */
public final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final HttpClient http;
    private final String origin;

    private Visitor(HttpClient http, String origin) {
        this.http = http;
        this.origin = origin;
    }

    /** Signs in as one of the demo's people. */
    public static Visitor signedIn(String origin, String person) throws IOException, InterruptedException {
        CookieManager cookies = new CookieManager();
        cookies.setCookiePolicy(CookiePolicy.ACCEPT_ALL);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        Visitor visitor = new Visitor(http, origin);
        HttpResponse<String> door = visitor.get("/sync/");
        String form = door.uri().getRawQuery() + "&person=" + person;
        HttpRequest choice = HttpRequest.newBuilder(URI.create(origin + "/identity/authorize"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> inside = http.send(choice, HttpResponse.BodyHandlers.ofString());
        if (inside.statusCode() != 200 || !inside.uri().getPath().startsWith("/sync")) {
            throw new IOException(person + " was not let in: " + inside.statusCode() + " at " + inside.uri());
        }
        return visitor;
    }

    /**
     * Opens a page and reads it whole.
     *
     * @return how many milliseconds it took
     * @throws IOException if it is not there
     */
    public double open(String path) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> page = get(path);
        double millis = (System.nanoTime() - begun) / 1e6;
        if (page.statusCode() != 200 || !page.uri().getPath().startsWith("/sync")) {
            throw new IOException(path + " was answered " + page.statusCode() + " at " + page.uri());
        }
        return millis;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
