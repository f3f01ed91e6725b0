package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.amazon.ProductTypes.ProductType;
import org.haat.channelsync.channel.amazon.wire.FeedMessage;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPatchRequest;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPatchRequest.Patch;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPutRequest;
import org.haat.channelsync.channel.amazon.wire.Submission;
import org.jspecify.annotations.Nullable;

/** Content, price and stock of listings: one call per SKU. */
final class AmazonListings {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    /** A patch of the offer needs no product type of its own. */
    private static final String ANY_TYPE = "PRODUCT";

    private final AmazonClient client;
    private final ProductSchemas schemas;
    private final Clock clock;

    AmazonListings(AmazonClient client, ProductSchemas schemas, Clock clock) {
        this.client = client;
        this.schemas = schemas;
        this.clock = clock;
    }

    List<Outcome> put(Account account, List<ListingLine> lines) {
        Marketplace store = store(account);
        return Submissions.each(lines, ListingLine::sku, line -> putOne(account, store, line));
    }

    private Outcome putOne(Account account, Marketplace store, ListingLine line) {
        PutOrRefusal ready = ready(account, store, line);
        return ready.put() == null
                ? ready.refusal()
                : Submissions.outcome(line.sku(), client.putListing(account, line.sku(), ready.put()));
    }

    /** A listing that our check refuses is not asked about: Amazon would only say the same. */
    ListingPreview.Judgement preview(Account account, ListingLine line) {
        PutOrRefusal ready = ready(account, store(account), line);
        return ready.put() == null
                ? ListingPreview.Judgement.unasked(ready.refusal().issues())
                : Submissions.judgement(client.previewListing(account, line.sku(), ready.put()));
    }

    /** What a put would say; or why Amazon would refuse it, which then costs no call. */
    private record PutOrRefusal(@Nullable ListingsItemPutRequest put, Outcome refusal) {
        static PutOrRefusal refused(String sku, List<ChannelIssue> issues) {
            return new PutOrRefusal(null, Outcome.rejected(sku, List.copyOf(issues)));
        }
    }

    private PutOrRefusal ready(Account account, Marketplace store, ListingLine line) {
        boolean exempt = Boolean.parseBoolean(account.settings().getOrDefault("gtin_exemption", "false"));
        List<ChannelIssue> issues =
                new ArrayList<>(ListingCheck.issues(line, store, exempt, wrongMoney(account, store)));
        Optional<ProductType> type =
                ProductTypes.of(line.listing().craft(), line.listing().hsn());
        if (type.isEmpty()) {
            issues.add(ChannelIssue.error(
                    "PRODUCT_TYPE_MISSING",
                    "No Amazon product type is known for the craft "
                            + line.listing().craft(),
                    "productType"));
        }
        if (type.isEmpty() || !issues.isEmpty()) {
            return PutOrRefusal.refused(line.sku(), issues);
        }
        return judged(account, line, type.get(), ListingAttributes.of(line, type.get(), store, exempt));
    }

    private PutOrRefusal judged(Account account, ListingLine line, ProductType type, ObjectNode attributes) {
        Optional<ProductSchema> schema = schemas.of(account, type.name());
        if (schema.isEmpty()) {
            return PutOrRefusal.refused(
                    line.sku(),
                    List.of(ChannelIssue.error(
                            "PRODUCT_TYPE_UNKNOWN", "Amazon has no product type " + type.name(), "productType")));
        }
        ObjectNode known = schema.get().knownOnly(attributes);
        List<ChannelIssue> issues = schema.get().issues(known);
        return issues.isEmpty()
                ? new PutOrRefusal(
                        new ListingsItemPutRequest(type.name(), "LISTING", known), Outcome.accepted(line.sku()))
                : PutOrRefusal.refused(line.sku(), issues);
    }

    /** The texts that a put would say. */
    Map<String, List<String>> sent(Account account, ListingLine line) {
        return SentTexts.of(line, store(account));
    }

    /** A message of a feed, or why there is none. */
    record Prepared(@Nullable FeedMessage message, @Nullable Outcome refusal) {}

    Prepared prepare(Account account, int id, FeedLine line) {
        Marketplace store = store(account);
        if (line instanceof FeedLine.Put put) {
            PutOrRefusal ready = ready(account, store, put.line());
            return ready.put() == null
                    ? new Prepared(null, ready.refusal())
                    : new Prepared(FeedMessage.update(id, line.sku(), ready.put()), null);
        }
        if (line instanceof FeedLine.Price price) {
            List<ChannelIssue> issues = priceIssues(account, price.line(), store);
            return issues.isEmpty()
                    ? new Prepared(FeedMessage.patch(id, line.sku(), pricePatch(price.line(), store)), null)
                    : new Prepared(null, Outcome.rejected(line.sku(), issues));
        }
        return new Prepared(
                line instanceof FeedLine.Stock stock
                        ? FeedMessage.patch(id, line.sku(), stockPatch(stock.line()))
                        : FeedMessage.delete(id, line.sku()),
                null);
    }

    List<Outcome> retire(Account account, List<ListingLine> lines) {
        return Submissions.each(lines, ListingLine::sku, line -> {
            Optional<Submission> deleted = client.deleteListing(account, line.sku());
            return deleted.map(submission -> Submissions.outcome(line.sku(), submission))
                    .orElseGet(() -> Outcome.accepted(line.sku()));
        });
    }

    List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        Marketplace store = store(account);
        return Submissions.each(lines, PriceLine::sku, line -> {
            List<ChannelIssue> issues = priceIssues(account, line, store);
            if (!issues.isEmpty()) {
                return Outcome.rejected(line.sku(), issues);
            }
            return patch(account, line.sku(), pricePatch(line, store));
        });
    }

    /** Replaces with both prices: what a merge does to them is not described, and a replace without MRP loses it. */
    private static ListingsItemPatchRequest pricePatch(PriceLine line, Marketplace store) {
        ObjectNode offer = ListingAttributes.offer(store, line.mrp(), line.price());
        return patchOf(new Patch("replace", "/attributes/purchasable_offer", List.of(offer)));
    }

    /** Merge keeps the lead time beside the quantity, which a replace would wipe. */
    private static ListingsItemPatchRequest stockPatch(StockLine line) {
        ObjectNode stock = ListingAttributes.availability(line.quantity());
        return patchOf(new Patch("merge", "/attributes/fulfillment_availability", List.of(stock)));
    }

    private static ListingsItemPatchRequest patchOf(Patch patch) {
        return new ListingsItemPatchRequest(ANY_TYPE, List.of(patch));
    }

    private List<ChannelIssue> priceIssues(Account account, PriceLine line, Marketplace store) {
        return ListingCheck.offer(line.mrp(), line.price(), store, wrongMoney(account, store));
    }

    private ChannelIssue wrongMoney(Account account, Marketplace store) {
        return new ForeignPrices(store, account.settings()).issue(today(clock));
    }

    List<Outcome> setStock(Account account, List<StockLine> lines) {
        return Submissions.each(lines, StockLine::sku, line -> patch(account, line.sku(), stockPatch(line)));
    }

    private Outcome patch(Account account, String sku, ListingsItemPatchRequest request) {
        return Submissions.outcome(sku, client.patchListing(account, sku, request));
    }

    /** The seller's date, since Amazon's rules begin on a day. */
    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), INDIA);
    }

    private Marketplace store(Account account) {
        String id = account.setting("marketplace_id");
        return Marketplace.find(id, today(clock))
                .orElseThrow(() -> new ChannelException(FailureKind.AUTH, "Marketplace " + id + " is not known here"));
    }
}
