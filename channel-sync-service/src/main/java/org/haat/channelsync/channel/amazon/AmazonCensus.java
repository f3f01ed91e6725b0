package org.haat.channelsync.channel.amazon;

import java.time.Clock;
import java.util.List;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.amazon.wire.ItemSearch;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/**
 * Counts a seller's listings out: by the search, twenty a page, where its pages reach; else by the report of all listings,
 * and by the pages again where Amazon makes none.
 */
final class AmazonCensus implements ListingCensus {
    /** Amazon pages through so many listings and no further. */
    private static final int REACH = 1_000;
    /** The search that tells how many there are; whether a report is under way; make it, ask about it, its document, its bytes. */
    private static final int CALLS_OF_A_REPORT = 6;

    private final AmazonClient client;
    private final AmazonReports reports;

    AmazonCensus(AmazonClient client, Clock clock) {
        this.client = client;
        this.reports = new AmazonReports(new ReportCalls(client), clock);
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        if (cursor == null) {
            return first(account);
        }
        if (!ReportCursor.isOne(cursor)) {
            return searched(account, cursor);
        }
        ReportCursor at = ReportCursor.parse(cursor);
        return at.step() == ReportCursor.Step.PAGES ? searched(account, null) : reports.next(account, at);
    }

    private CensusPage first(Account account) {
        ItemSearch answer = client.listListings(account, null);
        CensusPage page = page(account, answer);
        int all = count(answer);
        // at the very number that the pages reach, they may have been cut off there
        return all < REACH ? page : new CensusPage(page.found(), reports.begin(all), true);
    }

    private CensusPage searched(Account account, @Nullable String token) {
        return page(account, client.listListings(account, token));
    }

    private static CensusPage page(Account account, ItemSearch answer) {
        List<Found> found = ChannelJson.required(answer.items(), "items").stream()
                .map(item -> Found.of(AmazonReadings.listing(account, item)))
                .toList();
        ItemSearch.Pagination pagination = answer.pagination();
        return new CensusPage(found, pagination == null ? null : pagination.nextToken(), count(answer) < REACH);
    }

    private static int count(ItemSearch answer) {
        return ChannelJson.required(answer.numberOfResults(), "numberOfResults");
    }

    @Override
    public int censusPageSize() {
        return AmazonReadings.BATCH;
    }

    @Override
    public long fewestCalls(long listings) {
        return listings < REACH ? ListingCensus.super.fewestCalls(listings) : CALLS_OF_A_REPORT;
    }

    @Override
    public CallPlan censusPlan() {
        return AmazonQuotas.plan("searchListingsItems");
    }
}
