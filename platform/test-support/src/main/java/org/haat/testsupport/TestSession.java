package org.haat.testsupport;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The session of a person who signed in to the pages: what a browser carries from then on, without a browser. */
public final class TestSession {
    private TestSession() {}

    /**
     * Signs in on the identity provider's form.
     *
     * @param page address of a page of the service
     * @return the service's cookies
     */
    public static Map<String, String> cookies(URI page, String person, String agency, String... roles)
            throws IOException, InterruptedException {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI form = send(browser, HttpRequest.newBuilder(page).GET()).uri();
        String claims = "{\"name\":\"" + person + "\",\"agency\":\"" + agency + "\",\"groups\":[\""
                + String.join("\",\"", roles) + "\"],\"aud\":[\"haat\",\"haat-console\"]}";
        HttpResponse<String> back = send(
                browser,
                HttpRequest.newBuilder(form)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + encode(person) + "&claims=" + encode(claims))));
        if (back.statusCode() != 200 || !back.uri().getAuthority().equals(page.getAuthority())) {
            throw new AssertionError("Signing in ended at " + back.uri() + " with " + back.statusCode());
        }
        return cookies.getCookieStore().get(page).stream()
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return browser.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
