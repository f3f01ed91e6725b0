package org.haat.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of the demo, counted from the databases and the marketplaces' books.
 *
 * @param refused products that no channel may carry
 * @param refusals why, in words for people
 * @param disagreements every place where two books differ; empty when the ledger closes
 */
record Figures(
        long producers,
        long skus,
        long refused,
        List<String> refusals,
        Map<Channel, PerChannel> channels,
        long orders,
        long shipped,
        long oversold,
        Map<String, Duration> durations,
        List<String> disagreements) {

    private static final int SHOWN = 20;

    /**
     * @param pushed listings that were sent to the channel
     * @param live listings that the channel itself shows
     * @param refused products that were not sent, or that the channel turned down
     * @param calls calls in the marketplace's own log
     */
    record PerChannel(long pushed, long live, long refused, long calls, long orders, long shipments) {}

    boolean ok() {
        return disagreements.isEmpty();
    }

    /** The last line of standard output. */
    String json() {
        ObjectNode json = Web.JSON.createObjectNode();
        json.put("producers", producers).put("skus", skus).put("refused", refused);
        ObjectNode live = json.putObject("live");
        ObjectNode calls = json.putObject("calls");
        new EnumMap<>(channels).forEach((channel, figures) -> {
            live.put(channel.id, figures.live());
            calls.put(channel.id, figures.calls());
        });
        json.put("orders", orders).put("shipped", shipped).put("oversold", oversold);
        ObjectNode seconds = json.putObject("seconds");
        durations.forEach((name, duration) -> seconds.put(name, Math.round(duration.toMillis() / 100.0) / 10.0));
        json.put("ok", ok());
        try {
            return Web.JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table for people. */
    String table() {
        StringBuilder text = new StringBuilder("\n");
        text.append(row("", "pushed", "live", "refused", "calls", "orders", "shipments"));
        new EnumMap<>(channels)
                .forEach((channel, f) -> text.append(
                        row(channel.title, f.pushed(), f.live(), f.refused(), f.calls(), f.orders(), f.shipments())));
        text.append(String.format(
                Locale.ROOT,
                "%n%d producers, %d products, %d refused; %d orders, %d shipped, %d oversold.%n",
                producers,
                skus,
                refused,
                orders,
                shipped,
                oversold));
        if (!refusals.isEmpty()) {
            text.append("\nRefused, and why:\n");
            refusals.stream()
                    .limit(SHOWN)
                    .forEach(line -> text.append("  ").append(line).append('\n'));
            if (refusals.size() > SHOWN) {
                text.append("  … and ").append(refusals.size() - SHOWN).append(" more; the console shows each.\n");
            }
        }
        text.append(ok() ? "\nThe books agree.\n" : "\nThe books do NOT agree:\n");
        disagreements.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private static String row(String name, Object... cells) {
        StringBuilder row = new StringBuilder(String.format("%-16s", name));
        for (Object cell : cells) {
            row.append(String.format("%11s", cell));
        }
        return row.append('\n').toString();
    }
}
