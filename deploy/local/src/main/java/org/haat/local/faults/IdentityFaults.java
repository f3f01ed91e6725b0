package org.haat.local.faults;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;
import org.haat.local.identity.IdentityProvider;

/** The identity provider changes its key, and goes away: no service lets in whom it cannot know, nor shuts out whom it can. */
final class IdentityFaults {
    static final List<Fault> ALL =
            List.of(new Fault("F24", "the identity provider's key changes, then it goes away", IdentityFaults::strike));
    /** One page of each service, which this person may read. */
    private static final List<String> PAGES =
            List.of("/catalog/api/v1/products?limit=1", "/orders/api/v1/orders?limit=1", "/sync/api/v1/accounts");

    private static final String PERSON = "anita";
    private static final int AT_ONCE = 20;

    private IdentityFaults() {}

    private static String strike(Scene scene) throws IOException {
        scene.load().goOn();
        AtomicInteger keysAsked = new AtomicInteger();
        IdentityProvider identity = scene.haat().identity();
        scene.haat().gateway().route(IdentityProvider.PATH, counting(identity, keysAsked));
        try {
            Web signedBefore = new Web(scene.haat());
            expect(signedBefore, "a token of the key before");
            keysAsked.set(0);
            identity.rotateKey();
            Web signedAnew = new Web(scene.haat());
            expect(signedAnew, "a token of the new key");
            IntStream.range(0, AT_ONCE).parallel().forEach(i -> expect(signedAnew, "a token of the new key"));
            expect(signedBefore, "a token of the key before");
            int asked = keysAsked.get();
            if (asked < PAGES.size() || asked > 2 * PAGES.size()) {
                throw new StepFailed("The keys were asked for " + asked + " times; once a service is enough");
            }
            scene.haat().gateway().route(IdentityProvider.PATH, request -> request.connection()
                    .close());
            expect(signedBefore, "a known key while the provider is away");
            Set<Integer> refused = new TreeSet<>();
            for (String page : PAGES) {
                refused.add(status(scene, page, unknownKey()));
            }
            if (!Set.of(401, 503).containsAll(refused)) {
                throw new StepFailed("A token of an unknown key was answered " + refused);
            }
            return "three services, keys asked for " + asked + " times, an unknown key answered " + refused;
        } finally {
            scene.haat().gateway().route(IdentityProvider.PATH, identity);
            scene.load().pause();
        }
    }

    private static Handler<HttpServerRequest> counting(IdentityProvider identity, AtomicInteger keysAsked) {
        return request -> {
            if (request.path().endsWith("/jwks")) {
                keysAsked.incrementAndGet();
            }
            identity.handle(request);
        };
    }

    private static void expect(Web web, String what) {
        for (String page : PAGES) {
            try {
                int answered = web.attempt(PERSON, "GET", page, null, Map.of()).status();
                if (answered != 200) {
                    throw new StepFailed("With " + what + ' ' + page + " was answered " + answered);
                }
            } catch (IOException e) {
                throw new StepFailed("With " + what + ' ' + page + " was not answered", e);
            }
        }
    }

    private static int status(Scene scene, String page, String token) throws IOException {
        var connection = (java.net.HttpURLConnection)
                java.net.URI.create(scene.haat().origin() + page).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setReadTimeout(30_000);
        return connection.getResponseCode();
    }

    private static String unknownKey() {
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"nobody-knows\"}")
                + '.'
                + part("{\"sub\":\"bimal\",\"groups\":[\"operations\"],\"exp\":4102444800}")
                + '.'
                + part("no signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
