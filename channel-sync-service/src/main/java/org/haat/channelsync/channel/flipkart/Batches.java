package org.haat.channelsync.channel.flipkart;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;

/**
 * Cuts lines into calls and gives each line its outcome, in order. Of two lines for one SKU the newer version goes out and
 * both share its outcome. A batch that Flipkart refuses as a whole is sent again line by line, once, so that one bad line
 * does not take nine good ones with it.
 *
 * @param sku of a line
 * @param version of a line
 * @param refusal the outcome of a line that must not go out, else empty
 * @param call sends one batch and gives the outcome of each SKU in it
 */
record Batches<L>(
        int size,
        Function<L, String> sku,
        ToLongFunction<L> version,
        Function<L, Optional<Outcome>> refusal,
        Function<List<L>, Map<String, Outcome>> call) {
    /** Faults that end a call before it leaves. */
    private static final Set<String> NEVER_LEFT =
            Set.of("OWN_QUOTA", "BREAKER_OPEN", "FOREIGN_ORIGIN", "NO_CONNECTION");

    /** After these the next batch would fare no better. */
    private static final Set<FailureKind> SHUT = Set.of(FailureKind.AUTH, FailureKind.FORBIDDEN, FailureKind.THROTTLED);

    /** @throws ChannelException when no line was sent */
    List<Outcome> send(List<L> lines) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, L> newest = new LinkedHashMap<>();
        for (L line : lines) {
            Optional<Outcome> refused = refusal.apply(line);
            if (refused.isPresent()) {
                outcomes.put(key(line), refused.get());
            } else {
                newest.merge(sku.apply(line), line, this::newer);
            }
        }
        sendAll(List.copyOf(newest.values()), outcomes);
        return lines.stream().map(line -> outcome(line, outcomes)).toList();
    }

    private Outcome outcome(L line, Map<String, Outcome> outcomes) {
        Outcome own = outcomes.get(key(line));
        Outcome shared = own == null ? outcomes.get(sku.apply(line)) : own;
        return shared == null
                ? Outcome.failed(sku.apply(line), FailureKind.PROTOCOL, "Flipkart's answer does not name the SKU")
                : shared;
    }

    /** A line refused here does not stand in the way of another for the same SKU. */
    private String key(L line) {
        return sku.apply(line) + '\n' + version.applyAsLong(line);
    }

    private L newer(L first, L second) {
        return version.applyAsLong(second) >= version.applyAsLong(first) ? second : first;
    }

    private void sendAll(List<L> lines, Map<String, Outcome> outcomes) {
        for (int from = 0; from < lines.size(); from += size) {
            List<L> batch = lines.subList(from, Math.min(lines.size(), from + size));
            try {
                outcomes.putAll(call.apply(batch));
            } catch (ChannelException e) {
                if (from == 0 && neverLeft(e)) {
                    throw e;
                }
                if (SHUT.contains(e.kind())) {
                    outcomes.putAll(failed(lines.subList(from, lines.size()), e));
                    return;
                }
                outcomes.putAll(afterFault(batch, e));
            }
        }
    }

    private static boolean neverLeft(ChannelException e) {
        return NEVER_LEFT.contains(e.code().orElse(""));
    }

    private Map<String, Outcome> afterFault(List<L> batch, ChannelException fault) {
        if (fault.kind() != FailureKind.REJECTED || batch.size() == 1) {
            return failed(batch, fault);
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (L line : batch) {
            try {
                outcomes.putAll(call.apply(List.of(line)));
            } catch (ChannelException e) {
                outcomes.putAll(failed(List.of(line), e));
            }
        }
        return outcomes;
    }

    private Map<String, Outcome> failed(List<L> batch, ChannelException e) {
        return failed(batch.stream().map(sku).toList(), e);
    }

    /**
     * Part of a batch whose other part has its outcomes already: a fault stays with its own lines, and a refusal of the part
     * as a whole is asked again line by line.
     */
    static <B> Map<String, Outcome> apart(Map<String, B> blocks, Function<Map<String, B>, Map<String, Outcome>> call) {
        try {
            return call.apply(blocks);
        } catch (ChannelException e) {
            if (e.kind() != FailureKind.REJECTED || blocks.size() == 1) {
                return failed(blocks.keySet(), e);
            }
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            blocks.forEach((sku, block) -> outcomes.putAll(apart(Map.of(sku, block), call)));
            return outcomes;
        }
    }

    private static Map<String, Outcome> failed(Collection<String> skus, ChannelException e) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        skus.forEach(sku -> outcomes.put(sku, failed(sku, e)));
        return outcomes;
    }

    private static Outcome failed(String sku, ChannelException e) {
        String message = String.valueOf(e.getMessage());
        if (e.kind() == FailureKind.REJECTED) {
            String code = e.code().orElse("REJECTED");
            return Outcome.rejected(sku, List.of(ChannelIssue.error(code, message, null)));
        }
        return Outcome.failed(sku, e);
    }
}
