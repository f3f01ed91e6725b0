package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.amazon.ListingsItems.Verdict;
import org.haat.sandbox.journal.Json;

/** Goes through one JSON_LISTINGS_FEED message by message and writes the processing report. */
final class FeedRun {
    private final ListingsItems items;
    private final Listings listings;
    private final Account account;
    private final ArrayNode issues = Json.MAPPER.createArrayNode();
    private int errors;
    private int warnings;
    private int accepted;
    private int invalid;

    FeedRun(ListingsItems items, Listings listings, Account account) {
        this.items = items;
        this.listings = listings;
        this.account = account;
    }

    ObjectNode report(String feedId, JsonNode feed) {
        Set<Integer> seen = new HashSet<>();
        for (JsonNode message : feed.path("messages")) {
            int id = message.path("messageId").asInt(0);
            List<Issue> found = id < 1 || !seen.add(id)
                    ? List.of(Issue.error(
                            "4000003", "messageId must be unique and at least 1.", "messageId", "INVALID_ATTRIBUTE"))
                    : run(message);
            book(id, message.path("sku").asText(), found);
        }
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.putObject("header")
                .put("sellerId", account.sellerId())
                .put("version", "2.0")
                .put("feedId", feedId);
        report.set("issues", issues);
        report.putObject("summary")
                .put("errors", errors)
                .put("warnings", warnings)
                .put("messagesProcessed", accepted + invalid)
                .put("messagesAccepted", accepted)
                .put("messagesInvalid", invalid);
        return report;
    }

    private List<Issue> run(JsonNode message) {
        String sku = message.path("sku").asText();
        boolean patches = message.has("patches");
        boolean attributes = message.path("attributes").isObject();
        return switch (message.path("operationType").asText()) {
            case "DELETE" -> delete(sku);
            case "UPDATE" ->
                !attributes
                        ? List.of(Issue.missing("attributes"))
                        : apply(
                                sku,
                                items.judgePut(
                                        account,
                                        sku,
                                        message,
                                        message.path("requirements").asText("LISTING"),
                                        "createFeed"));
            case "PARTIAL_UPDATE" ->
                !attributes
                        ? List.of(Issue.missing("attributes"))
                        : apply(sku, items.judgePatch(account, sku, replacing(message), "createFeed"));
            case "PATCH" -> !patches ? List.of(Issue.missing("patches")) : patch(sku, message);
            default -> List.of(Issue.invalid("operationType", "not one of UPDATE, PARTIAL_UPDATE, PATCH, DELETE"));
        };
    }

    private List<Issue> patch(String sku, JsonNode message) {
        Optional<String> malformed = ListingsItems.malformed(message.path("patches"));
        return malformed.isPresent()
                ? List.of(Issue.invalid("patches", malformed.get()))
                : apply(sku, items.judgePatch(account, sku, message, "createFeed"));
    }

    private static ObjectNode replacing(JsonNode message) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("productType", message.path("productType").asText());
        ArrayNode patches = body.putArray("patches");
        message.path("attributes").properties().forEach(e -> patches.addObject()
                .put("op", "replace")
                .put("path", "/attributes/" + e.getKey())
                .set("value", e.getValue()));
        return body;
    }

    private List<Issue> delete(String sku) {
        Optional<Listing> listing = listings.find(account.name(), sku);
        listing.ifPresent(listings::delete);
        return listing.isPresent() ? List.of() : List.of(Issue.invalid("sku", "the seller has no such listing"));
    }

    private List<Issue> apply(String sku, Verdict verdict) {
        if (verdict.valid()) {
            items.apply(account, sku, verdict);
        }
        return verdict.issues();
    }

    private void book(int messageId, String sku, List<Issue> found) {
        boolean refused = found.stream().anyMatch(Issue::isError);
        accepted += refused ? 0 : 1;
        invalid += refused ? 1 : 0;
        for (Issue i : found) {
            errors += i.isError() ? 1 : 0;
            warnings += i.isError() ? 0 : 1;
            ObjectNode issue = issues.addObject();
            if (messageId > 0) {
                issue.put("messageId", messageId);
            }
            issue.put("sku", sku)
                    .put("code", i.code())
                    .put("severity", i.severity())
                    .put("message", i.message());
            if (!i.attributeNames().isEmpty()) {
                issue.put("attributeName", i.attributeNames().get(0));
            }
        }
    }
}
