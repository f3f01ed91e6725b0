package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.flipkart.wire.ReturnSearch;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** Returns, which stay on v2 of the API: first what buyers send back, then what the courier could not deliver. */
final class FlipkartReturns implements ReturnSource {
    private final FlipkartClient client;
    private final int mostPages;
    private final Clock clock;

    FlipkartReturns(FlipkartClient client, int mostPages, Clock clock) {
        this.client = client;
        this.mostPages = mostPages;
        this.clock = clock;
    }

    @Override
    public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
        ReturnCursor at = cursor == null ? ReturnCursor.start(since, clock.instant()) : ReturnCursor.read(cursor);
        ReturnSearch answer = at.next() == null
                ? client.returns(account, at.sourceName(), at.from(), at.to())
                : client.nextReturns(account, at.next());
        ReturnCursor next = at.after(answer, mostPages);
        return read(answer, at.sourceName(), next == null ? null : next.text());
    }

    private static ReturnPage read(ReturnSearch answer, String source, @Nullable String next) {
        Map<String, RemoteReturn> returns = new LinkedHashMap<>();
        Map<String, Unreadable> unreadable = new LinkedHashMap<>();
        for (JsonNode row : ChannelJson.required(answer.returnItems(), "returnItems")) {
            try {
                RemoteReturn one =
                        ReturnReading.of(ChannelJson.mapper().treeToValue(row, ReturnSearch.Item.class), source);
                returns.merge(one.remoteReturnId(), one, (a, b) -> a.version() > b.version() ? a : b);
            } catch (JsonProcessingException e) {
                keep(unreadable, row, "a field has a form that we do not know");
            } catch (UnreadableShipment e) {
                keep(unreadable, row, e.reason());
            }
        }
        return new ReturnPage(List.copyOf(returns.values()), next, List.copyOf(unreadable.values()));
    }

    private static void keep(Map<String, Unreadable> unreadable, JsonNode row, String reason) {
        String id = row.path("returnId").asText("");
        String named = id.isEmpty() ? "unknown" : id.substring(0, Math.min(64, id.length()));
        unreadable.put(named, new Unreadable(named, reason, row.toString()));
    }

    @Override
    public Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId) {
        if (!ShipmentId.looksRight(remoteReturnId)) {
            return Optional.empty();
        }
        for (String source : ReturnCursor.SOURCES) {
            boolean first = source.equals(ReturnCursor.SOURCES.get(0));
            ReturnPage page = read(client.oneReturn(account, source, remoteReturnId, first), source, null);
            Optional<RemoteReturn> found = page.returns().stream()
                    .filter(one -> one.remoteReturnId().equals(remoteReturnId))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            page.unreadable().stream()
                    .filter(one -> one.remoteOrderId().equals(remoteReturnId))
                    .findFirst()
                    .ifPresent(one -> {
                        throw unreadable(remoteReturnId, one.reason());
                    });
        }
        return Optional.empty();
    }

    private static ChannelException unreadable(String id, String reason) {
        return new ChannelException(FailureKind.PROTOCOL, "Return " + id + ": " + reason, "UNREADABLE", null, null);
    }
}
