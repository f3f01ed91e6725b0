package org.haat.channelsync.channel.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink.Broken;
import org.haat.channelsync.channel.FeedSink.Done;
import org.haat.channelsync.channel.FeedSink.FeedProgress;
import org.haat.channelsync.channel.FeedSink.Kind;
import org.haat.channelsync.channel.FeedSink.Running;
import org.haat.channelsync.channel.FeedSink.Upload;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.http.Quota;
import org.jspecify.annotations.Nullable;

/** The bulk route of the marketplace in memory. */
final class MemoryFeeds {
    static final int MOST_LINES = 1_000;
    private final MemoryMarket market;
    private final MemoryClient client;
    private final java.time.Clock clock;

    MemoryFeeds(MemoryMarket market, MemoryClient client, java.time.Clock clock) {
        this.market = market;
        this.client = client;
        this.clock = clock;
    }

    FeedPlan plan(Kind kind) {
        Quota singles =
                switch (kind) {
                    case PUT -> MemoryOperation.PUT_LISTING.quota();
                    case RETIRE -> MemoryOperation.RETIRE_LISTING.quota();
                    case PRICE -> MemoryOperation.SET_PRICE.quota();
                    case STOCK -> MemoryOperation.SET_STOCK.quota();
                };
        return new FeedPlan(
                MOST_LINES,
                market.feedTime(),
                Duration.ZERO,
                Duration.ZERO,
                MemoryChannel.plan(MemoryOperation.BEGIN_FEED.quota()),
                MemoryChannel.plan(singles));
    }

    Upload upload(Account account, List<FeedLine> lines) {
        Map<Integer, Outcome> refused = new HashMap<>();
        Map<Integer, FeedLine> carried = new LinkedHashMap<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            ChannelIssue issue = MemoryChannel.currencyIssue(lines.get(i));
            if (issue != null) {
                refused.put(i + 1, Outcome.rejected(lines.get(i).sku(), List.of(issue)));
            } else if (carried.size() == MOST_LINES) {
                left.add(i + 1);
            } else {
                carried.put(i + 1, lines.get(i));
            }
        }
        String document = carried.isEmpty()
                ? null
                : client.call(
                        account,
                        MemoryOperation.UPLOAD_FEED,
                        carried.values(),
                        () -> market.document(account.id(), carried));
        return new Upload(document, Map.copyOf(refused), List.copyOf(left));
    }

    String begin(Account account, String document) {
        return client.call(
                account,
                MemoryOperation.BEGIN_FEED,
                Map.of("document", document),
                () -> market.beginFeed(account.id(), document, clock.instant()));
    }

    List<String> begunBetween(Account account, Instant from, Instant until) {
        return client.call(
                account,
                MemoryOperation.LIST_FEEDS,
                Map.of("from", from.toString()),
                () -> market.feedsBegun(account.id(), from, until));
    }

    FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        MemoryFeed asked = client.call(
                account, MemoryOperation.ASK_FEED, Map.of("feed", feed), () -> market.askFeed(account.id(), feed)
                        .orElseThrow(() -> new ChannelException(FailureKind.NOT_FOUND, "No feed " + feed)));
        return switch (asked.state()) {
            case RUNNING -> new Running("RUNNING");
            case FATAL -> new Broken("FATAL", false);
            case CANCELLED -> new Broken("CANCELLED", true);
            case DONE -> done(asked, lines);
        };
    }

    boolean takeBack(Account account, String feed) {
        return client.call(
                account, MemoryOperation.CANCEL_FEED, Map.of("feed", feed), () -> market.takeBack(account.id(), feed)
                        .orElseThrow(() -> new ChannelException(FailureKind.NOT_FOUND, "No feed " + feed)));
    }

    private static FeedProgress done(MemoryFeed feed, Map<Integer, String> lines) {
        Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
        lines.forEach((number, sku) -> {
            Outcome outcome = feed.outcomes().get(number);
            outcomes.put(number, outcome == null || !outcome.sku().equals(sku) ? unknown(sku) : outcome);
        });
        List<ChannelIssue> remarks = feed.outcomes().keySet().stream()
                .filter(number -> !lines.containsKey(number))
                .map(number ->
                        ChannelIssue.error("FEED_MESSAGE_UNKNOWN", "The report speaks of message " + number, null))
                .toList();
        return new Done(outcomes, remarks, null);
    }

    private static Outcome unknown(@Nullable String sku) {
        return Outcome.failed(String.valueOf(sku), FailureKind.UNKNOWN, "The report says nothing of it");
    }
}
