package org.haat.channelsync.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.http.ChannelJson;

/**
 * A partner over real HTTP (WireMock): a harness says which request is which operation and how it is answered when all is
 * well; faults are laid over that. A request that no operation knows gets 418 and fails the test that made it.
 */
public final class PartnerStub implements AutoCloseable {
    private static final String ELSEWHERE = "http://127.0.0.1:9/elsewhere";
    private final Map<Operation, Route> routes = new EnumMap<>(Operation.class);
    private final Map<String, Route> others = new LinkedHashMap<>();
    private final Map<Operation, Fault> faults = Collections.synchronizedMap(new EnumMap<>(Operation.class));
    private final Map<Operation, List<Request>> seen = new EnumMap<>(Operation.class);
    private final List<String> strangers = Collections.synchronizedList(new ArrayList<>());
    private final List<Request> otherRequests = Collections.synchronizedList(new ArrayList<>());
    private final Function<Integer, String> errorBody;
    private final WireMockServer server;

    /** @param errorBody the partner's own error body for a status */
    public PartnerStub(Function<Integer, String> errorBody) {
        this.errorBody = errorBody;
        for (Operation operation : Operation.values()) {
            seen.put(operation, Collections.synchronizedList(new ArrayList<>()));
        }
        this.server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(16)
                .extensions(new Answering()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(com.github.tomakehurst.wiremock.client.WireMock.ok()));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /**
     * @param method one, or several parted by {@code |}
     * @param url regular expression over path and query; the first route that matches serves
     */
    public PartnerStub on(Operation operation, String method, String url, Function<Request, Reply> reply) {
        routes.put(operation, new Route(method, Pattern.compile(url), request -> true, reply));
        return this;
    }

    /** As {@link #on(Operation, String, String, Function)}, where one address serves two operations. */
    public PartnerStub on(
            Operation operation, String method, String url, Predicate<Request> only, Function<Request, Reply> reply) {
        routes.put(operation, new Route(method, Pattern.compile(url), only, reply));
        return this;
    }

    /** A call that the channel makes on the way and the kit does not know (definitions, labels). */
    public PartnerStub alsoOn(String method, String url, Function<Request, Reply> reply) {
        others.put(method + url, new Route(method, Pattern.compile(url), request -> true, reply));
        return this;
    }

    public void answer(Operation operation, Fault fault) {
        faults.put(operation, fault);
    }

    public void calm() {
        faults.clear();
    }

    /** What arrived so far is no longer looked at. */
    public void forget() {
        seen.values().forEach(List::clear);
        otherRequests.clear();
        strangers.clear();
    }

    private List<Request> seen(Operation operation) {
        return java.util.Objects.requireNonNull(seen.get(operation));
    }

    public List<Request> requests(Operation operation) {
        List<Request> list = seen(operation);
        synchronized (list) {
            return List.copyOf(list);
        }
    }

    /** Requests of {@link #alsoOn} whose address begins so. */
    public List<Request> others(String urlPrefix) {
        synchronized (otherRequests) {
            return otherRequests.stream()
                    .filter(request -> request.getUrl().startsWith(urlPrefix))
                    .toList();
        }
    }

    /** Requests of {@link #alsoOn}. */
    public long otherCalls() {
        return otherRequests.size();
    }

    /** Requests that no route knew. */
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** An answer when all is well. */
    public record Reply(int status, String body, Map<String, String> headers) {
        public static Reply json(String body) {
            return new Reply(200, body, Map.of("Content-Type", "application/json"));
        }

        public static Reply json(int status, String body) {
            return new Reply(status, body, Map.of("Content-Type", "application/json"));
        }

        public static Reply status(int status) {
            return new Reply(status, "", Map.of());
        }
    }

    private record Route(String method, Pattern url, Predicate<Request> only, Function<Request, Reply> reply) {
        boolean knows(Request request) {
            return List.of(method.split("\\|")).contains(request.getMethod().getName())
                    && url.matcher(request.getUrl()).matches()
                    && only.test(request);
        }
    }

    private final class Answering implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return "answering";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            for (Map.Entry<Operation, Route> route : routes.entrySet()) {
                if (route.getValue().knows(request)) {
                    seen(route.getKey()).add(request);
                    return answerTo(route.getKey(), route.getValue(), request).build();
                }
            }
            for (Route route : others.values()) {
                if (route.knows(request)) {
                    otherRequests.add(request);
                    return plain(route.reply().apply(request)).build();
                }
            }
            strangers.add(request.getMethod() + " " + request.getUrl());
            return new ResponseDefinitionBuilder().withStatus(418).build();
        }
    }

    private ResponseDefinitionBuilder answerTo(Operation operation, Route route, Request request) {
        Fault fault = faults.get(operation);
        return fault == null ? plain(route.reply().apply(request)) : faulty(fault, route, request);
    }

    private ResponseDefinitionBuilder faulty(Fault fault, Route route, Request request) {
        return switch (fault) {
            case UNAUTHORISED -> error(401);
            case FORBIDDEN -> error(403);
            case NOT_FOUND -> error(404);
            case CONFLICT -> error(409);
            case UNPROCESSABLE -> error(422);
            case THROTTLED -> error(429);
            case THROTTLED_FOR_A_MINUTE -> error(429).withHeader("Retry-After", "60");
            case SERVER_ERROR -> error(500);
            case UNAVAILABLE -> error(503);
            case HANG -> error(500).withFixedDelay(1_500);
            case RESET ->
                new ResponseDefinitionBuilder()
                        .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
            case TRUNCATED -> plain(Reply.json("{\"sku\":\"HAAT-1\",\"sta"));
            case NOT_JSON -> plain(new Reply(200, "<html>Sign in</html>", Map.of("Content-Type", "text/html")));
            case HUGE -> plain(Reply.json("{\"big\":\"" + "x".repeat(5_000_000) + "\"}"));
            case REDIRECT -> new ResponseDefinitionBuilder().withStatus(302).withHeader("Location", ELSEWHERE);
            case UNKNOWN_FIELDS -> plain(altered(route.reply().apply(request), PartnerStub::addFields));
            case MISSING_FIELD -> plain(altered(route.reply().apply(request), PartnerStub::emptyObjects));
        };
    }

    private ResponseDefinitionBuilder error(int status) {
        return plain(Reply.json(status, errorBody.apply(status)));
    }

    private static ResponseDefinitionBuilder plain(Reply reply) {
        ResponseDefinitionBuilder answer =
                new ResponseDefinitionBuilder().withStatus(reply.status()).withBody(reply.body());
        reply.headers().forEach(answer::withHeader);
        return answer;
    }

    private static Reply altered(Reply reply, Function<JsonNode, JsonNode> change) {
        if (reply.body().isBlank()) {
            return reply;
        }
        try {
            JsonNode tree = change.apply(ChannelJson.mapper().readTree(reply.body()));
            return new Reply(reply.status(), tree.toString(), reply.headers());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The stub's own answer is not JSON", e);
        }
    }

    private static JsonNode addFields(JsonNode node) {
        node.forEach(PartnerStub::addFields);
        if (node instanceof ObjectNode object) {
            object.putObject("zzAddedLastMonth").put("a", 1).putArray("b").add("c");
        }
        return node;
    }

    /** Objects and lists stay, with every plain value gone: each field that must be there is missing. */
    private static JsonNode emptyObjects(JsonNode node) {
        node.forEach(PartnerStub::emptyObjects);
        if (node instanceof ObjectNode object) {
            List<String> values = new ArrayList<>();
            object.fields().forEachRemaining(field -> {
                if (field.getValue().isValueNode()) {
                    values.add(field.getKey());
                }
            });
            object.remove(values);
        }
        return node;
    }
}
