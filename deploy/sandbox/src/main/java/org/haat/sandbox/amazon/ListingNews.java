package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;

/** Tells what became of a listing. */
final class ListingNews {
    private final Notices notices;
    private final Accounts accounts;

    ListingNews(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    /** @param states BUYABLE, DISCOVERABLE, DELETED; none when nobody sees it */
    void status(Listing listing, List<String> states) {
        accounts.find(Account.AMAZON, listing.account).ifPresent(account -> {
            ObjectNode payload = about(listing, account).put("CreatedDate", listing.created.toString());
            states.forEach(payload.putArray("Status")::add);
            notices.tell(listing.account, "LISTINGS_ITEM_STATUS_CHANGE", payload);
        });
    }

    void issues(Listing listing) {
        accounts.find(Account.AMAZON, listing.account).ifPresent(account -> {
            ObjectNode payload = about(listing, account);
            ArrayNode severities = payload.putArray("Severities");
            listing.issues.stream().map(Issue::severity).distinct().forEach(severities::add);
            if (severities.isEmpty()) {
                severities.add("NONE");
            }
            ArrayNode actions = payload.putArray("EnforcementActions");
            if (listing.suppressed()) {
                actions.add("LISTING_SUPPRESSED");
            }
            notices.tell(listing.account, "LISTINGS_ITEM_ISSUES_CHANGE", payload);
        });
    }

    void quantity(Listing listing, int quantity) {
        accounts.find(Account.AMAZON, listing.account)
                .ifPresent(account -> notices.tell(
                        listing.account,
                        "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
                        Json.MAPPER
                                .createObjectNode()
                                .put("SellerId", account.sellerId())
                                .put("FulfillmentChannelCode", "DEFAULT")
                                .put("Sku", listing.sku)
                                .put("Quantity", quantity)));
    }

    /** Feeds are told of beside listings: both are news of the catalogue. */
    void feed(Feed feed, Instant at) {
        accounts.find(Account.AMAZON, feed.account()).ifPresent(account -> {
            ObjectNode payload = Json.MAPPER.createObjectNode();
            ObjectNode done = payload.putObject("feedProcessingFinishedNotification")
                    .put("sellerId", account.sellerId())
                    .put("accountId", "amzn1.merchant.o." + account.sellerId())
                    .put("feedId", feed.feedId())
                    .put("feedType", feed.feedType())
                    .put("processingStatus", feed.status(at));
            if (feed.resultDocument() != null) {
                done.put("resultFeedDocumentId", feed.resultDocument());
            }
            notices.tell(feed.account(), "FEED_PROCESSING_FINISHED", payload);
        });
    }

    private static ObjectNode about(Listing listing, Account account) {
        return Json.MAPPER
                .createObjectNode()
                .put("SellerId", account.sellerId())
                .put("MarketplaceId", account.place())
                .put("Asin", listing.asin)
                .put("Sku", listing.sku);
    }
}
