package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Feeds 2021-06-30 for JSON_LISTINGS_FEED; every other type ends FATAL, as the old listing feeds do. */
final class Feeds {
    private static final int MOST_MESSAGES = 25_000;
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int PLAIN_BYTES = 1_000;

    private final Shelf<Feed> shelf;
    private final FeedDocuments documents;
    private final ListingsItems items;
    private final Listings listings;
    private final Accounts accounts;
    private final Unkindness unkindness;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;
    private final ListingNews news;

    Feeds(Ground ground, FeedDocuments documents, ListingsItems items, Listings listings, ListingNews news) {
        this.news = news;
        this.shelf = new Shelf<>(ground.journal(), "amazon.feed", Feed.class);
        this.documents = documents;
        this.items = items;
        this.listings = listings;
        this.accounts = ground.accounts();
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    Answer create(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        String document = body.path("inputFeedDocumentId").asText();
        List<String> marketplaces = new ArrayList<>();
        body.path("marketplaceIds").forEach(m -> marketplaces.add(m.asText()));
        if (!body.path("feedType").isTextual() || marketplaces.isEmpty() || marketplaces.size() > 25) {
            return Errors.of(400, "400", "feedType and 1 to 25 marketplaceIds are required", "");
        }
        boolean own = documents
                .find(document)
                .map(d -> d.account().equals(account.name()))
                .orElse(false);
        if (!own || documents.read(document).isEmpty()) {
            return Errors.of(400, "400", "The inputFeedDocumentId is not known or nothing was uploaded to it", "");
        }
        Feed feed = queued(account, body.path("feedType").asText(), marketplaces, document);
        shelf.put(feed.feedId(), feed);
        plan(feed);
        return Answer.json(202, Json.MAPPER.createObjectNode().put("feedId", feed.feedId()));
    }

    private Feed queued(Account account, String type, List<String> marketplaces, String document) {
        Instant now = pace.now();
        String id = String.valueOf(50_000_000_000L + shelf.all().size() + 1);
        Instant starts = delays.from(now, "amazon.feed.queued", id);
        boolean stuck = unkindness
                .take(FaultKind.NEVER_LIVE, Account.AMAZON, account.name(), "createFeed")
                .isPresent();
        Instant ends = stuck ? null : delays.from(starts, "amazon.feed.running", id);
        return new Feed(id, account.name(), type, marketplaces, document, now, starts, ends, null, null);
    }

    private void plan(Feed feed) {
        if (feed.outcome() == null && feed.ends() != null) {
            agenda.at(feed.ends(), at -> shelf.find(feed.feedId())
                    .filter(f -> f.outcome() == null)
                    .ifPresent(f -> process(f, at)));
        }
    }

    private void process(Feed feed, Instant at) {
        byte[] input = documents.read(feed.inputDocument()).orElse(new byte[0]);
        Optional<JsonNode> json = parse(input);
        boolean fatal = !feed.feedType().equals("JSON_LISTINGS_FEED")
                || json.isEmpty()
                || input.length > MOST_BYTES
                || json.get().path("messages").isEmpty()
                || json.get().path("messages").size() > MOST_MESSAGES;
        if (fatal) {
            over(feed.over("FATAL", null, at), at);
            return;
        }
        Account account = accounts.find(Account.AMAZON, feed.account()).orElseThrow();
        if (isUnkind(FaultKind.FEED_BREAKS, account)) {
            ArrayNode messages = (ArrayNode) json.get().path("messages");
            for (int left = messages.size() / 2; messages.size() > left; ) {
                messages.remove(messages.size() - 1);
            }
            new FeedRun(items, listings, account).report(feed.feedId(), json.get());
            shelf.put(feed.feedId(), feed.over("FATAL", null, at));
            return;
        }
        ObjectNode report = new FeedRun(items, listings, account).report(feed.feedId(), json.get());
        if (isUnkind(FaultKind.FEED_REPORT, account)) {
            garble(report);
        }
        over(feed.over("DONE", keep(account, report), at), at);
    }

    private void over(Feed feed, Instant at) {
        shelf.put(feed.feedId(), feed);
        news.feed(feed, at);
    }

    private boolean isUnkind(FaultKind kind, Account account) {
        return unkindness
                .take(kind, Account.AMAZON, account.name(), "createFeed")
                .isPresent();
    }

    private static void garble(ObjectNode report) {
        ObjectNode summary = (ObjectNode) report.path("summary");
        for (String number : List.of("messagesProcessed", "messagesAccepted")) {
            summary.put(number, Math.max(0, summary.path(number).asInt() - 1));
        }
        ((ArrayNode) report.path("issues"))
                .addObject()
                .put("messageId", MOST_MESSAGES + 1)
                .put("sku", "NEVER-SENT")
                .put("code", "90220")
                .put("severity", "WARNING")
                .put("message", "This message is not of this feed.");
    }

    private static Optional<JsonNode> parse(byte[] input) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(input)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String keep(Account account, ObjectNode report) {
        byte[] plain = Json.text(report).getBytes(StandardCharsets.UTF_8);
        boolean compressed = plain.length > PLAIN_BYTES;
        String type = compressed ? "application/gzip" : "application/json";
        return documents.keep(account.name(), type, plain, compressed);
    }

    Answer get(Call call, Account account) {
        return find(call, account)
                .map(f -> Answer.json(200, json(f)))
                .orElseGet(() -> Errors.of(404, "404", "The feed was not found.", ""));
    }

    private Optional<Feed> find(Call call, Account account) {
        return shelf.find(call.param("feedId")).filter(f -> f.account().equals(account.name()));
    }

    private ObjectNode json(Feed f) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("feedId", f.feedId())
                .put("feedType", f.feedType())
                .put("createdTime", f.created().toString())
                .put("processingStatus", f.status(pace.now()));
        f.marketplaceIds().forEach(node.putArray("marketplaceIds")::add);
        if (!pace.now().isBefore(f.starts()) && !"CANCELLED".equals(f.outcome())) {
            node.put("processingStartTime", f.starts().toString());
        }
        if (f.outcome() != null && f.ends() != null) {
            node.put("processingEndTime", f.ends().toString());
        }
        if (f.resultDocument() != null) {
            node.put("resultFeedDocumentId", f.resultDocument());
        }
        return node;
    }

    Answer list(Call call, Account account) {
        List<String> types = call.queryList("feedTypes");
        List<String> statuses = call.queryList("processingStatuses");
        if (types.isEmpty() && call.query("nextToken").isEmpty()) {
            return Errors.of(400, "400", "feedTypes or nextToken is required", "");
        }
        int size = call.query("pageSize")
                .map(s -> s.matches("\\d{1,3}") ? Integer.parseInt(s) : 0)
                .orElse(10);
        if (size < 1 || size > 100) {
            return Errors.of(400, "400", "pageSize must be between 1 and 100", "");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("feeds");
        shelf.all().stream()
                .filter(f -> f.account().equals(account.name()) && (types.isEmpty() || types.contains(f.feedType())))
                .filter(f -> statuses.isEmpty() || statuses.contains(f.status(pace.now())))
                .sorted(Comparator.comparing(Feed::created).reversed())
                .limit(size)
                .forEach(f -> list.add(json(f)));
        return Answer.json(200, body);
    }

    Answer cancel(Call call, Account account) {
        Optional<Feed> feed = find(call, account);
        if (feed.isEmpty()) {
            return Errors.of(404, "404", "The feed was not found.", "");
        }
        if (!feed.get().status(pace.now()).equals("IN_QUEUE")) {
            return Errors.of(400, "400", "Only a feed in the queue can be cancelled.", "");
        }
        shelf.put(feed.get().feedId(), feed.get().over("CANCELLED", null, pace.now()));
        return Answer.empty(200);
    }
}
