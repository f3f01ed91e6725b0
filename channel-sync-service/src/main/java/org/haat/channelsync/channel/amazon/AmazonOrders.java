package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.amazon.wire.Order;
import org.haat.channelsync.channel.amazon.wire.OrderSearch;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** Orders 2026-01-01. One order that cannot be understood never holds up its page. */
final class AmazonOrders {
    private final AmazonClient client;
    private final Clock clock;
    private final Duration searchLag;

    AmazonOrders(AmazonClient client, Clock clock, Duration searchLag) {
        this.client = client;
        this.clock = clock;
        this.searchLag = searchLag;
    }

    OrderPage changedSince(Account account, Instant since, @Nullable String cursor) {
        Cursor from = cursor == null ? new Cursor(start(since), null) : Cursor.parse(cursor);
        OrderSearch page = client.searchOrders(account, from.since(), from.token());
        List<RemoteOrder> read = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (JsonNode tree : ChannelJson.required(page.orders(), "orders")) {
            try {
                read.add(read(account, tree));
            } catch (ChannelException e) {
                unreadable.add(new Unreadable(
                        tree.path("orderId").asText("unknown"), String.valueOf(e.getMessage()), tree.toString()));
            }
        }
        String token = page.pagination() == null ? null : page.pagination().nextToken();
        boolean last = token == null || token.isBlank();
        return new OrderPage(
                List.copyOf(read), last ? null : new Cursor(from.since(), token).text(), List.copyOf(unreadable));
    }

    /** Amazon refuses a search that begins in its last two minutes; the caller's overlap makes up for what that hides. */
    private Instant start(Instant since) {
        Instant latest = clock.instant().minus(searchLag);
        return since.isBefore(latest) ? since : latest;
    }

    Optional<RemoteOrder> order(Account account, String orderId) {
        return client.order(account, orderId)
                .map(answer -> read(account, ChannelJson.required(answer.order(), "order")));
    }

    private RemoteOrder read(Account account, JsonNode tree) {
        try {
            Order order = ChannelJson.mapper().treeToValue(tree, Order.class);
            return OrderReading.read(order, currency(account));
        } catch (JsonProcessingException e) {
            String type = e.getClass().getSimpleName();
            throw new ChannelException(
                    FailureKind.PROTOCOL,
                    "The order does not have the described form (" + type + ")",
                    "FORM",
                    null,
                    null);
        } catch (ChannelException e) {
            throw e;
        } catch (RuntimeException e) {
            // two currencies, an empty item, an amount beyond counting: this order's fault, and no other's
            String type = e.getClass().getSimpleName();
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The order cannot be made sense of (" + type + ")", "SENSE", null, null);
        }
    }

    private String currency(Account account) {
        return Marketplace.find(account.setting("marketplace_id"), AmazonListings.today(clock))
                .map(Marketplace::currency)
                .orElse("INR");
    }

    /** A page token is good only with the search it came from, so that both travel together. */
    private record Cursor(Instant since, @Nullable String token) {
        String text() {
            return since + "|" + token;
        }

        static Cursor parse(String text) {
            try {
                int bar = text.indexOf('|');
                return new Cursor(Instant.parse(text.substring(0, bar)), text.substring(bar + 1));
            } catch (DateTimeException | IndexOutOfBoundsException e) {
                throw new ChannelException(FailureKind.REJECTED, "Not a cursor of this channel", "CURSOR", null, e);
            }
        }
    }
}
