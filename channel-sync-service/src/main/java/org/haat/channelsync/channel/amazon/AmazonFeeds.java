package org.haat.channelsync.channel.amazon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.FeedSink.FeedProgress;
import org.haat.channelsync.channel.FeedSink.Upload;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.amazon.wire.Feed;
import org.haat.channelsync.channel.amazon.wire.FeedDocument;
import org.haat.channelsync.channel.amazon.wire.FeedMessage;
import org.haat.channelsync.channel.amazon.wire.FeedReport;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** The bulk route: JSON_LISTINGS_FEED of the Feeds API. A message says what a single call would say. */
final class AmazonFeeds {
    private static final int MOST_REPORT_BYTES = 64 * 1024 * 1024;
    private static final int MOST_PAGES = 5;
    private final AmazonClient client;
    private final AmazonListings listings;
    private final Clock clock;

    AmazonFeeds(AmazonClient client, AmazonListings listings, Clock clock) {
        this.client = client;
        this.listings = listings;
        this.clock = clock;
    }

    FeedPlan plan(FeedSink.Kind kind) {
        return FeedLimits.on(AmazonListings.today(clock)).plan(kind);
    }

    Upload upload(Account account, List<FeedLine> lines) {
        FeedMessage.Header header =
                new FeedMessage.Header(account.setting("seller_id"), "2.0", account.setting("language"));
        FeedText text =
                new FeedText(header, FeedLimits.on(AmazonListings.today(clock)).bytes());
        Map<Integer, Outcome> refused = new HashMap<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            AmazonListings.Prepared prepared = listings.prepare(account, i + 1, lines.get(i));
            if (prepared.refusal() != null) {
                refused.put(i + 1, prepared.refusal());
            } else if (prepared.message() == null || !text.add(prepared.message())) {
                left.add(i + 1);
            }
        }
        String document = text.isEmpty() ? null : handOver(account, text.whole());
        return new Upload(document, Map.copyOf(refused), List.copyOf(left));
    }

    private String handOver(Account account, String text) {
        FeedDocument place = client.createFeedDocument(account, AmazonClient.FEED_CONTENT);
        client.upload(account, address(place), AmazonClient.FEED_CONTENT, text);
        return ChannelJson.required(place.feedDocumentId(), "feedDocumentId");
    }

    private static URI address(FeedDocument document) {
        try {
            return URI.create(ChannelJson.required(document.url(), "url"));
        } catch (IllegalArgumentException e) {
            throw new ChannelException(FailureKind.PROTOCOL, "The document's address is none", "url", null, e);
        }
    }

    String begin(Account account, String document) {
        String id = client.createFeed(account, document).feedId();
        if (id == null || id.isBlank()) {
            throw new ChannelException(FailureKind.UNKNOWN, "createFeed answered without a feedId");
        }
        return id;
    }

    List<String> begunBetween(Account account, Instant from, Instant until) {
        List<String> ids = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Feed.Page answer = client.listFeeds(account, from, until, token);
            ChannelJson.required(answer.feeds(), "feeds").stream()
                    .filter(feed -> within(feed.createdTime(), from, until))
                    .forEach(feed -> ids.add(ChannelJson.required(feed.feedId(), "feeds.feedId")));
            token = answer.nextToken();
            if (token == null) {
                break;
            }
        }
        return List.copyOf(ids);
    }

    private static boolean within(@Nullable String time, Instant from, Instant until) {
        Instant created = instant(time);
        return created != null && !created.isBefore(from) && !created.isAfter(until);
    }

    FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        Feed now = client.feed(account, feed);
        String status = ChannelJson.required(now.processingStatus(), "processingStatus");
        return switch (status) {
            case "DONE" -> done(account, feed, now, lines);
            case "FATAL" -> new FeedSink.Broken(status, false);
            case "CANCELLED" -> new FeedSink.Broken(status, true);
            default -> new FeedSink.Running(status);
        };
    }

    /** Amazon takes back what is {@code IN_QUEUE} and refuses the rest; its answer has no body. */
    boolean takeBack(Account account, String feed) {
        try {
            client.cancelFeed(account, feed);
            return true;
        } catch (ChannelException e) {
            if (e.kind() == FailureKind.REJECTED) {
                return false;
            }
            throw e;
        }
    }

    private FeedProgress done(Account account, String feed, Feed now, Map<Integer, String> lines) {
        String document = now.resultFeedDocumentId();
        if (document == null) {
            return new FeedSink.Broken("DONE without a report", false);
        }
        FeedDocument place = client.feedDocument(account, document);
        byte[] bytes = client.report(account, address(place));
        byte[] plain = "GZIP".equals(place.compressionAlgorithm()) ? unzipped(bytes) : bytes;
        return FeedReports.read(feed, lines, report(plain), instant(now.processingEndTime()));
    }

    private static FeedReport report(byte[] plain) {
        try {
            FeedReport report =
                    ChannelJson.mapper().readValue(new String(plain, StandardCharsets.UTF_8), FeedReport.class);
            return ChannelJson.required(report, "report");
        } catch (IOException e) {
            throw unreadable("that is not the JSON that Amazon describes");
        }
    }

    private static byte[] unzipped(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MOST_REPORT_BYTES + 1);
            if (plain.length > MOST_REPORT_BYTES) {
                throw unreadable("of more than " + MOST_REPORT_BYTES + " bytes");
            }
            return plain;
        } catch (IOException e) {
            throw unreadable("that is not gzip");
        }
    }

    private static ChannelException unreadable(String how) {
        return new ChannelException(
                FailureKind.PROTOCOL, "The feed has a report " + how, "UNREADABLE_ANSWER", null, null);
    }

    private static @Nullable Instant instant(@Nullable String time) {
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
