package org.haat.channelsync.channel.flipkart;

import java.util.List;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.flipkart.wire.ListingSearch;
import org.haat.channelsync.channel.flipkart.wire.ListingSearch.Name;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.Quota;
import org.jspecify.annotations.Nullable;

/** All offers by name, as many a page as Flipkart gives; their prices and stock are read by the details call. */
final class FlipkartCensus implements ListingCensus {
    private final FlipkartClient client;
    private final int pageSize;
    private final Quota quota;

    FlipkartCensus(FlipkartClient client, int pageSize, Quota quota) {
        this.client = client;
        this.pageSize = pageSize;
        this.quota = quota;
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        ListingSearch.Page page = client.searchListings(account, new ListingSearch(cursor));
        List<Found> found = ChannelJson.required(page.listings(), "listings").stream()
                .map(FlipkartCensus::found)
                .toList();
        boolean more = Boolean.TRUE.equals(page.hasMore());
        if (more && (page.nextPageId() == null || page.nextPageId().equals(cursor))) {
            throw new ChannelException(FailureKind.PROTOCOL, "Flipkart says that there is more and not where");
        }
        return new CensusPage(found, more ? page.nextPageId() : null, true);
    }

    private static Found found(Name name) {
        return new Found(ChannelJson.required(name.skuId(), "listings.sku_id"), name.productId(), null);
    }

    @Override
    public int censusPageSize() {
        return pageSize;
    }

    /** All of a seller's calls draw from one bucket. */
    @Override
    public CallPlan censusPlan() {
        return new CallPlan(CallPlan.ALL, quota.ratePerSecond(), quota.burst());
    }
}
