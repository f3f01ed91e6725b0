package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.PageTokens;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.pace.Pace;

/** Returns v2: the search, 25 a page, and the helper calls of Flipkart's own sandbox. */
final class ReturnReads {
    private static final int PAGE = 25;
    private static final List<String> SOURCES = List.of(Comebacks.CUSTOMER, Comebacks.COURIER);

    private record Rest(String account, String source, List<String> ids) {}

    private final PageTokens<Rest> tokens = new PageTokens<>();
    private final Comebacks comebacks;
    private final Pace pace;

    ReturnReads(Comebacks comebacks, Pace pace) {
        this.comebacks = comebacks;
        this.pace = pace;
    }

    Answer search(Call call, Account account) {
        if (call.query("next_token").isPresent()) {
            return tokens.find(call.query("next_token").orElse(""), pace.now())
                    .filter(rest -> rest.account.equals(account.name()))
                    .map(rest -> page(account, rest))
                    .orElseGet(() -> Refusals.order(400, "INVALID_REQUEST", "next_token is not one that was given"));
        }
        String source = call.query("source").orElse("");
        if (!SOURCES.contains(source)) {
            return Refusals.order(400, "INVALID_REQUEST", "source must be one of " + SOURCES);
        }
        List<String> named = call.queryList("returnIds");
        List<String> found = comebacks.all().stream()
                .filter(one ->
                        one.account().equals(account.name()) && one.source().equals(source))
                .filter(one -> named.isEmpty() || named.contains(one.returnId()))
                .filter(within(call, "created", Comeback::created).and(within(call, "modified", Comeback::updated)))
                .sorted(Comparator.comparing(Comeback::updated).thenComparing(Comeback::returnId))
                .map(Comeback::returnId)
                .toList();
        return page(account, new Rest(account.name(), source, found));
    }

    private static Predicate<Comeback> within(
            Call call, String name, java.util.function.Function<Comeback, Instant> time) {
        Optional<Instant> after = time(call.query(name + "After").orElse(""));
        Optional<Instant> before = time(call.query(name + "Before").orElse(""));
        return one -> after.map(from -> !time.apply(one).isBefore(from)).orElse(true)
                && before.map(to -> !time.apply(one).isAfter(to)).orElse(true);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code nextUrl} begins with {@code /v2}, as some clients report; others say it does not. */
    private Answer page(Account account, Rest rest) {
        List<String> ids = rest.ids;
        boolean more = ids.size() > PAGE;
        ObjectNode body = Json.MAPPER.createObjectNode().put("hasMore", more).putNull("nextUrl");
        if (more) {
            String token = tokens.keep(new Rest(rest.account, rest.source, ids.subList(PAGE, ids.size())), pace.now());
            body.put("nextUrl", "/v2/returns?source=" + rest.source + "&next_token=" + token);
        }
        ArrayNode rows = body.putArray("returnItems");
        List<String> shown = ids.subList(0, Math.min(PAGE, ids.size()));
        comebacks.all().stream()
                .filter(one -> shown.contains(one.returnId()))
                .sorted(Comparator.comparing(Comeback::updated).thenComparing(Comeback::returnId))
                .forEach(one -> rows.add(Comebacks.row(one, account)));
        return Answer.json(200, body);
    }

    Answer create(Call call, Account account) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        boolean byCourier = wish.path("returnType").asText().startsWith("courier");
        return comebacks
                .begin(account.name(), "", wish.path("orderItemId").asText(), byCourier)
                .map(id -> Answer.json(
                        200,
                        Json.MAPPER
                                .createObjectNode()
                                .put("response", "SUCCESS")
                                .put("returnId", id)))
                .orElseGet(ReturnReads::refused);
    }

    Answer event(Call call, Account account) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        boolean done = comebacks.step(
                account.name(),
                wish.path("orderItemId").asText(),
                wish.path("eventType").asText());
        return done ? Answer.json(200, Json.MAPPER.createObjectNode().put("response", "SUCCESS")) : refused();
    }

    private static Answer refused() {
        return Refusals.order(422, "OPERATION_NOT_ALLOWED", "The item is not known, or not at that point of its way");
    }
}
