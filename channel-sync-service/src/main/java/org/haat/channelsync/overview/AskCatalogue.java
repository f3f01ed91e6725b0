package org.haat.channelsync.overview;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.database.StoredJson;

/**
 * Asks the catalogue where a product stands that it never told channels of. It asks with the caller's own token, so that nobody
 * learns here what the catalogue would not tell them, and never in a transaction. A catalogue that is away or slow costs a
 * reader two seconds at most, and only a few readers at once.
 */
@Singleton
public class AskCatalogue {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int AT_ONCE = 4;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER) // the token goes nowhere else
            .build();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final String url;

    public AskCatalogue(@ConfigProperty(name = "haat.catalogue.url") String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /**
     * The product at every agency that has it and that the token's owner may see.
     *
     * @param language {@code en}, {@code bn} or {@code hi}
     * @return empty when the catalogue does not say
     */
    Optional<List<CatalogueWord>> about(String sku, String language, String token) {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return ask(sku, language, token);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            Log.warnf(
                    "The catalogue does not explain a product: %s", e.getClass().getSimpleName());
            return Optional.empty();
        } finally {
            permits.release();
        }
    }

    private Optional<List<CatalogueWord>> ask(String sku, String language, String token)
            throws IOException, InterruptedException {
        String name = URLEncoder.encode(sku, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/explanations/" + name))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("Accept-Language", language)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            Log.warnf("The catalogue does not explain a product: HTTP %d", answer.statusCode());
            return Optional.empty();
        }
        return Optional.of(List.of(StoredJson.read(answer.body(), CatalogueWord[].class)));
    }
}
