package org.haat.channelsync.channel.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Reading;
import org.haat.channelsync.channel.NotificationQueue.Received;
import org.haat.channelsync.channel.NotificationQueue.Unreadable;
import org.haat.channelsync.channel.NotificationVerifier.Hint;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** Queues in memory. What is not removed comes with every asking. Thread-safe. */
public final class MemoryQueue {
    private final Map<String, List<Received>> queues = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private int last;

    /** What the marketplace in memory tells. */
    public record Message(
            @Nullable String id,
            @Nullable String type,
            @Nullable Map<String, String> about,
            @Nullable String order,
            @Nullable String sku,
            @Nullable String feed,
            @Nullable Integer quantity,
            @Nullable Map<String, String> secrets,
            @Nullable Instant secretEndsAt) {
        /** News of an order. */
        public static Message ofOrder(String id, String seller, String order) {
            return new Message(id, "ORDER", Map.of("seller_id", seller), order, null, null, null, null, null);
        }

        public Message secrets(Map<String, String> other, Instant endsAt) {
            return new Message(id, type, about, null, null, null, null, other, endsAt);
        }
    }

    public void put(String queue, Message message) {
        put(queue, ChannelJson.write(message));
    }

    /** Any text. */
    public synchronized void put(String queue, String body) {
        String id = "m-" + ++last;
        queues.computeIfAbsent(queue, name -> new ArrayList<>()).add(new Received(id, id, body));
        notifyAll();
    }

    /** From now on only accounts with this {@code client_id} get anything out of it. */
    public synchronized void guard(String queue, String clientId) {
        owners.put(queue, clientId);
    }

    synchronized boolean lets(String queue, @Nullable String clientId) {
        return owners.getOrDefault(queue, String.valueOf(clientId)).equals(clientId);
    }

    public synchronized int size(String queue) {
        return queues.getOrDefault(queue, List.of()).size();
    }

    synchronized List<Received> receive(String queue, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (size(queue) == 0) {
            long millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return List.of();
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
        return List.copyOf(queues.getOrDefault(queue, List.of()));
    }

    synchronized void remove(String queue, Received message) {
        queues.getOrDefault(queue, new ArrayList<>()).remove(message);
    }

    static Reading read(String body) {
        try {
            Message message = ChannelJson.mapper().readValue(body, Message.class);
            if (message == null || message.id() == null || message.type() == null || message.about() == null) {
                return new Unreadable("The message does not say what it is");
            }
            return new News(
                    new Hint(message.id(), message.type(), message.order(), message.sku()),
                    message.about(),
                    message.feed(),
                    message.quantity(),
                    Objects.requireNonNullElse(message.secrets(), Map.of()),
                    message.secretEndsAt());
        } catch (JsonProcessingException e) {
            return new Unreadable("The message is no JSON");
        }
    }
}
