package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.channel.FeedFate;
import org.haat.channelsync.channel.PartnerStub.Reply;

/** Amazon's feeds as the tests need them, in the form of the published model feeds_2021-06-30 and of the feed's schemas. */
final class AmazonFeedsFarSide {
    private static final String CONTENT = "application/json; charset=UTF-8";
    private static final String CREATED = "2026-11-21T06:00:00Z";
    private final AmazonFarSide farSide;
    private final Map<String, String> documents = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Begun> feeds = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> cancelled = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> applied = new HashSet<>();
    private FeedFate fate = FeedFate.DONE;
    private int nextDocument = 1;

    private record Begun(String seller, String document) {}

    AmazonFeedsFarSide(AmazonFarSide farSide) {
        this.farSide = farSide;
    }

    void fate(FeedFate now) {
        fate = now;
    }

    List<String> uploaded() {
        return documents.values().stream().filter(text -> !text.isEmpty()).toList();
    }

    synchronized Reply document(Request request) {
        String id = "amzn1.tortuga." + nextDocument++;
        documents.put(id, "");
        return Reply.json(
                201,
                object().put("feedDocumentId", id)
                        .put("url", farSide.stub.baseUrl() + "/presigned/feed/" + id + "?X-Sig=1")
                        .toString());
    }

    /** The signature covers the content type, and there is no place for a token. */
    Reply upload(Request request) {
        boolean exact =
                CONTENT.equals(request.getHeader("content-type")) && request.getHeader("x-amz-access-token") == null;
        if (!exact) {
            return Reply.status(403);
        }
        documents.put(request.getUrl().split("[/?]")[3], request.getBodyAsString());
        return Reply.status(200);
    }

    Reply begin(Request request) {
        JsonNode wish = AmazonFarSide.json(request.getBodyAsString());
        String document = wish.path("inputFeedDocumentId").asText();
        if (documents.getOrDefault(document, "").isEmpty()) {
            return Reply.json(400, AmazonFarSide.error(400));
        }
        String id = String.valueOf(50_000 + feeds.size() + 1);
        feeds.put(id, new Begun(AmazonFarSide.sellerOf(request), document));
        return Reply.json(202, object().put("feedId", id).toString());
    }

    Reply list(Request request) {
        ObjectNode body = object();
        ArrayNode list = body.putArray("feeds");
        feeds.forEach((id, feed) -> {
            if (feed.seller().equals(AmazonFarSide.sellerOf(request))) {
                list.add(shown(id));
            }
        });
        return Reply.json(body.toString());
    }

    Reply one(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        Begun feed = feeds.get(id);
        if (feed == null || !feed.seller().equals(AmazonFarSide.sellerOf(request))) {
            return Reply.json(404, AmazonFarSide.error(404));
        }
        return Reply.json(shown(id).toString());
    }

    private ObjectNode shown(String id) {
        ObjectNode feed = object().put("feedId", id)
                .put("feedType", "JSON_LISTINGS_FEED")
                .put("createdTime", CREATED)
                .put("processingStatus", status(id));
        if (fate == FeedFate.DONE || fate == FeedFate.INCOMPLETE) {
            feed.put("processingEndTime", CREATED).put("resultFeedDocumentId", "report." + id);
        }
        return feed;
    }

    /** Only what is in the queue; the answer has no body. */
    Reply cancel(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        Begun feed = feeds.get(id);
        if (feed == null || !feed.seller().equals(AmazonFarSide.sellerOf(request))) {
            return Reply.json(404, AmazonFarSide.error(404));
        }
        if (!status(id).equals("IN_QUEUE")) {
            return Reply.json(400, AmazonFarSide.error(400));
        }
        cancelled.add(id);
        return Reply.status(200);
    }

    private String status(String id) {
        return cancelled.contains(id) ? "CANCELLED" : status();
    }

    private String status() {
        return switch (fate) {
            case WAITING -> "IN_QUEUE";
            case RUNNING -> "IN_PROGRESS";
            case FATAL -> "FATAL";
            case DONE, INCOMPLETE -> "DONE";
        };
    }

    Reply reportDocument(Request request) {
        String document = request.getUrl().split("[/?]")[4];
        return Reply.json(object().put("feedDocumentId", document)
                .put("url", farSide.stub.baseUrl() + "/presigned/report/" + document + "?X-Sig=1")
                .toString());
    }

    Reply report(Request request) {
        if (request.getHeader("x-amz-access-token") != null) {
            return Reply.status(403);
        }
        String id = request.getUrl().split("[/?]")[3].substring("report.".length());
        Begun feed = java.util.Objects.requireNonNull(feeds.get(id));
        JsonNode document = AmazonFarSide.json(documents.getOrDefault(feed.document(), "{}"));
        List<JsonNode> refused = new ArrayList<>();
        document.path("messages").forEach(message -> {
            if (farSide.isRefused(message.path("sku").asText())) {
                refused.add(message);
            } else if (applied.add(id + "/" + message.path("messageId").asText())) {
                apply(feed.seller(), message);
            }
        });
        int lines = document.path("messages").size() - (fate == FeedFate.INCOMPLETE ? 1 : 0);
        return Reply.json(report(id, feed, refused, lines).toString());
    }

    private static ObjectNode report(String id, Begun feed, List<JsonNode> refused, int lines) {
        ObjectNode report = object();
        report.putObject("header")
                .put("sellerId", feed.seller())
                .put("version", "2.0")
                .put("feedId", id);
        ArrayNode issues = report.putArray("issues");
        refused.forEach(message -> issues.addObject()
                .put("messageId", message.path("messageId").asInt())
                .put("sku", message.path("sku").asText())
                .put("code", "99022")
                .put("severity", "ERROR")
                .put("message", "This SKU is not wanted here"));
        report.putObject("summary")
                .put("errors", refused.size())
                .put("warnings", 0)
                .put("messagesProcessed", lines)
                .put("messagesAccepted", lines - refused.size())
                .put("messagesInvalid", refused.size());
        return report;
    }

    private void apply(String seller, JsonNode message) {
        String sku = message.path("sku").asText();
        JsonNode value = message.at("/patches/0/value/0");
        switch (message.path("operationType").asText()) {
            case "DELETE" -> farSide.remove(seller, sku);
            case "UPDATE" ->
                farSide.change(
                        seller,
                        sku,
                        shown -> new AmazonFarSide.Shown(
                                true,
                                message.at("/attributes/fulfillment_availability/0/quantity")
                                        .asInt(),
                                message.at("/attributes/purchasable_offer/0")));
            default ->
                farSide.change(
                        seller,
                        sku,
                        shown -> value.has("quantity")
                                ? new AmazonFarSide.Shown(
                                        shown.live(), value.path("quantity").asInt(), shown.offer())
                                : new AmazonFarSide.Shown(shown.live(), shown.quantity(), value));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
