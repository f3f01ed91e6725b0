package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.amazon.ProductTypes.ProductType;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Listings Items 2021-08-01, the writing half: PUT, PATCH, DELETE and their previews. */
final class ListingsItems {
    private static final Set<String> REQUIREMENTS = Set.of("LISTING", "LISTING_PRODUCT_ONLY", "LISTING_OFFER_ONLY");
    private static final Set<String> OPERATIONS = Set.of("add", "replace", "merge", "delete");

    /**
     * What became of a submission.
     *
     * @param stockSent whether a quantity was among what was sent
     * @param issues errors refuse it; warnings do not
     */
    record Verdict(String productType, ObjectNode attributes, boolean stockSent, List<Issue> issues) {
        boolean valid() {
            return issues.stream().noneMatch(Issue::isError);
        }
    }

    private final Listings listings;
    private final ProductTypes types;
    private final Accounts accounts;
    private final Unkindness unkindness;

    ListingsItems(Listings listings, ProductTypes types, Accounts accounts, Unkindness unkindness) {
        this.listings = listings;
        this.types = types;
        this.accounts = accounts;
        this.unkindness = unkindness;
    }

    Answer put(Call call, Account account) {
        Optional<Answer> refusal = refusal(call, account);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        if (!body.path("productType").isTextual() || !body.path("attributes").isObject()) {
            return Errors.badRequest("productType and attributes are required");
        }
        String requirements = body.path("requirements").asText("LISTING");
        if (!REQUIREMENTS.contains(requirements)) {
            return Errors.badRequest("requirements must be one of " + REQUIREMENTS);
        }
        String sku = call.param("sku");
        Verdict verdict = judgePut(account, sku, body, requirements, "putListingsItem");
        return submit(call, account, sku, verdict);
    }

    Verdict judgePut(Account account, String sku, JsonNode body, String requirements, String operation) {
        String name = body.path("productType").asText();
        ObjectNode attributes = body.path("attributes").deepCopy();
        Optional<ProductType> type = types.find(name);
        List<Issue> issues = new ArrayList<>();
        if (type.isEmpty()) {
            issues.add(Issue.invalid("productType", "no product type " + name));
        } else {
            issues.addAll(
                    new SchemaJudge(types.schema(Store.of(account), type.get(), requirements, true)).judge(attributes));
        }
        refusedLine(account, operation, sku).ifPresent(issues::add);
        return new Verdict(name, attributes, true, issues);
    }

    Answer patch(Call call, Account account) {
        Optional<Answer> refusal = refusal(call, account);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        if (!body.path("productType").isTextual() || body.path("patches").isEmpty()) {
            return Errors.badRequest("productType and patches are required");
        }
        Optional<String> malformed = malformed(body.path("patches"));
        if (malformed.isPresent()) {
            return Errors.badRequest(malformed.get());
        }
        String sku = call.param("sku");
        return submit(call, account, sku, judgePatch(account, sku, body, "patchListingsItem"));
    }

    /** What makes a patch no request at all, if anything. */
    static Optional<String> malformed(JsonNode patches) {
        for (JsonNode patch : patches) {
            String path = patch.path("path").asText();
            if (!OPERATIONS.contains(patch.path("op").asText())) {
                return Optional.of("op must be one of add, replace, merge, delete");
            }
            if (!path.startsWith("/attributes/") || path.indexOf('/', "/attributes/".length()) >= 0) {
                return Optional.of("path must name one attribute: " + path);
            }
            if (!patch.path("value").isArray() || patch.path("value").isEmpty()) {
                return Optional.of("value must be an array of at least one instance for " + path);
            }
            if (path.equals("/attributes/fulfillment_availability")) {
                for (JsonNode v : patch.path("value")) {
                    if (v.path("fulfillment_channel_code").asText().isBlank()) {
                        return Optional.of("fulfillment_channel_code is required");
                    }
                }
            }
        }
        return Optional.empty();
    }

    Verdict judgePatch(Account account, String sku, JsonNode body, String operation) {
        Optional<Listing> listing = listings.find(account.name(), sku);
        List<Issue> issues = new ArrayList<>();
        if (listing.isEmpty()) {
            issues.add(Issue.error(
                    "13013", "The offer was not added because the product is missing.", "sku", "INVALID_ATTRIBUTE"));
            return new Verdict(body.path("productType").asText(), Json.MAPPER.createObjectNode(), false, issues);
        }
        ProductType type = types.find(listing.get().productType).orElseThrow();
        ObjectNode schema = types.schema(Store.of(account), type, "LISTING", false);
        SchemaJudge judge = new SchemaJudge(schema);
        ObjectNode attributes = listings.attributes(listing.get());
        boolean stockSent = false;
        for (JsonNode patch : body.path("patches")) {
            String name = patch.path("path").asText().substring("/attributes/".length());
            JsonNode attribute = schema.path("properties").path(name);
            if (attribute.isMissingNode()) {
                issues.add(Issue.invalid(name, "the product type has no such attribute"));
                continue;
            }
            stockSent |= name.equals("fulfillment_availability");
            AttributePatch.apply(attributes, name, attribute, patch.path("op").asText(), patch.path("value"));
            if (attributes.has(name)) {
                issues.addAll(judge.judge(name, attributes.get(name)));
            }
        }
        refusedLine(account, operation, sku).ifPresent(issues::add);
        return new Verdict(listing.get().productType, attributes, stockSent, issues);
    }

    private Optional<Issue> refusedLine(Account account, String operation, String sku) {
        return unkindness
                .takeFor(FaultKind.PARTIAL_FAILURE, Account.AMAZON, account.name(), operation, sku)
                .map(f -> Issue.error(
                        "4000000",
                        f.text("message", "An internal error occurred. Please resubmit."),
                        "sku",
                        "INVALID_ATTRIBUTE"));
    }

    private Answer submit(Call call, Account account, String sku, Verdict verdict) {
        boolean preview = call.query("mode").orElse("").equals("VALIDATION_PREVIEW");
        if (verdict.valid() && !preview) {
            apply(account, sku, verdict);
        }
        String status = !verdict.valid() ? "INVALID" : preview ? "VALID" : "ACCEPTED";
        ObjectNode body = submission(account, sku, status, verdict.issues());
        if (preview && call.queryList("includedData").contains("identifiers")) {
            var identifiers = body.putArray("identifiers");
            listings.find(account.name(), sku).ifPresent(l -> identifiers
                    .addObject()
                    .put("marketplaceId", account.place())
                    .put("asin", l.asin));
        }
        return Answer.json(200, body);
    }

    void apply(Account account, String sku, Verdict verdict) {
        Optional<Listing> old = listings.find(account.name(), sku);
        if (old.isPresent() && old.get().productType.equals(verdict.productType())) {
            listings.change(old.get(), verdict.attributes(), verdict.stockSent());
        } else {
            listings.put(account.name(), sku, verdict.productType(), verdict.attributes());
        }
    }

    private ObjectNode submission(Account account, String sku, String status, List<Issue> issues) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("sku", sku)
                .put("status", status)
                .put("submissionId", accounts.uuid().replace("-", ""));
        var list = body.putArray("issues");
        issues.forEach(i -> list.add(i.json(account.place())));
        return body;
    }

    /** Accepted even if there is no such listing: the operation publishes no 404. */
    Answer delete(Call call, Account account) {
        Optional<Answer> refusal = refusal(call, account);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String sku = call.param("sku");
        listings.find(account.name(), sku).ifPresent(listings::delete);
        return Answer.json(200, submission(account, sku, "ACCEPTED", List.of()));
    }

    /** What stops a call before its body is looked at. */
    static Optional<Answer> refusal(Call call, Account account) {
        if (!call.param("sellerId").equals(account.sellerId())) {
            return Optional.of(Errors.denied(""));
        }
        List<String> marketplaces = call.queryList("marketplaceIds");
        if (marketplaces.size() != 1) {
            return Optional.of(Errors.badRequest("marketplaceIds must name exactly one marketplace"));
        }
        if (!marketplaces.get(0).equals(account.place())) {
            return Optional.of(Errors.denied("The seller does not sell in " + marketplaces.get(0)));
        }
        return Optional.empty();
    }
}
