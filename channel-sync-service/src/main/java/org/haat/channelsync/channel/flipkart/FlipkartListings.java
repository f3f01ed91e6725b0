package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.channel.flipkart.ListingBlocks.Place;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.PriceBlock;
import org.haat.channelsync.channel.flipkart.wire.StockBlock;
import org.jspecify.annotations.Nullable;

/** Offers, prices and stock. Content goes out after a read, because an update wipes every block that it leaves out. */
final class FlipkartListings implements ListingSink, PriceSink, StockSink {
    private final FlipkartClient client;
    private final FlipkartOffers offers;
    private final FlipkartRetirements retirements;
    private final Limits limits;
    private final Clock clock;

    FlipkartListings(FlipkartClient client, FlipkartOffers offers, Limits limits, Clock clock) {
        this.client = client;
        this.offers = offers;
        this.retirements = new FlipkartRetirements(client, offers);
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        Place place = place(account);
        LocalDate day = today();
        return new Batches<>(
                        limits.listingBatch(),
                        ListingLine::sku,
                        line -> line.listing().version(),
                        line -> refusal(line.sku(), line.remoteId(), fsn -> ListingChecks.of(line, fsn, day)),
                        batch -> put(account, batch, place, day))
                .send(opened(account, lines));
    }

    private Map<String, Outcome> put(Account account, List<ListingLine> batch, Place place, LocalDate day) {
        Map<String, Offer> shown = offers.shown(account, skus(batch, ListingLine::sku));
        Map<String, ListingBlock> creations = new LinkedHashMap<>();
        Map<String, ListingBlock> updates = new LinkedHashMap<>();
        for (ListingLine line : batch) {
            ListingBlock block = fresh(line, place, day);
            Offer offer = shown.get(line.sku());
            if (offer == null) {
                creations.put(line.sku(), block);
            } else {
                updates.put(line.sku(), ListingBlocks.over(block, offer));
            }
        }
        return changed(account, creations, updates);
    }

    private Map<String, Outcome> changed(
            Account account, Map<String, ListingBlock> creations, Map<String, ListingBlock> updates) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.putAll(change(account, creations, client::createListings));
        if (creations.isEmpty()) {
            outcomes.putAll(change(account, updates, client::updateListings));
        } else {
            // what was created stays created, whatever becomes of the updates beside it
            outcomes.putAll(Batches.apart(updates, blocks -> change(account, blocks, client::updateListings)));
        }
        return outcomes;
    }

    @Override
    public List<Outcome> retire(Account account, List<ListingLine> lines) {
        Place place = place(account);
        LocalDate day = today();
        return new Batches<>(
                        limits.listingBatch(),
                        ListingLine::sku,
                        line -> line.listing().version(),
                        line -> Optional.empty(),
                        batch -> retirements.send(account, batch, place, day))
                .send(opened(account, lines));
    }

    @Override
    public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        return new Batches<>(
                        limits.priceBatch(),
                        PriceLine::sku,
                        PriceLine::version,
                        line -> refusal(line.sku(), line.remoteId(), fsn -> priceIssues(line, fsn)),
                        batch -> change(
                                account,
                                batch.stream()
                                        .collect(Collectors.toMap(
                                                PriceLine::sku,
                                                line -> new PriceBlock(
                                                        fsn(line.remoteId()),
                                                        ListingBlocks.price(line.mrp(), line.price())),
                                                (first, second) -> second,
                                                LinkedHashMap::new)),
                                client::updatePrices))
                .send(opened(account, lines));
    }

    @Override
    public List<Outcome> setStock(Account account, List<StockLine> lines) {
        String location = account.setting("location_id");
        return new Batches<>(
                        limits.stockBatch(),
                        StockLine::sku,
                        StockLine::version,
                        line -> refusal(line.sku(), line.remoteId(), fsn -> stockIssues(line, fsn)),
                        batch -> change(
                                account,
                                batch.stream()
                                        .collect(Collectors.toMap(
                                                StockLine::sku,
                                                line -> new StockBlock(
                                                        fsn(line.remoteId()),
                                                        List.of(new StockBlock.Count(location, line.quantity()))),
                                                (first, second) -> second,
                                                LinkedHashMap::new)),
                                client::updateStock))
                .send(opened(account, lines));
    }

    private <L> List<L> opened(Account account, List<L> lines) {
        if (!lines.isEmpty()) {
            client.open(account);
        }
        return lines;
    }

    /** One call, and the outcome of each SKU in it; none for nothing. */
    static <B> Map<String, Outcome> change(
            Account account, Map<String, B> blocks, BiFunction<Account, Map<String, B>, JsonNode> call) {
        if (blocks.isEmpty()) {
            return Map.of();
        }
        JsonNode answer = call.apply(account, blocks);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        blocks.keySet().forEach(sku -> outcomes.put(sku, ChangeAnswers.of(sku, answer)));
        return outcomes;
    }

    private static Optional<Outcome> refusal(
            String sku, @Nullable String fsn, Function<String, List<ChannelIssue>> check) {
        if (fsn == null || fsn.isBlank()) {
            return Optional.of(Outcome.awaitingIdentifier(sku));
        }
        List<ChannelIssue> issues = check.apply(fsn);
        return issues.isEmpty() ? Optional.empty() : Optional.of(Outcome.rejected(sku, List.copyOf(issues)));
    }

    private static List<ChannelIssue> priceIssues(PriceLine line, String fsn) {
        List<ChannelIssue> issues = ListingChecks.ofFsn(fsn);
        issues.addAll(ListingChecks.ofPrices(line.mrp(), line.price()));
        return issues;
    }

    private static List<ChannelIssue> stockIssues(StockLine line, String fsn) {
        List<ChannelIssue> issues = ListingChecks.ofFsn(fsn);
        issues.addAll(ListingChecks.ofQuantity(line.quantity()));
        return issues;
    }

    static ListingBlock fresh(ListingLine line, Place place, LocalDate day) {
        return ListingBlocks.fresh(line.listing(), line.quantity(), fsn(line.remoteId()), place, day);
    }

    static String fsn(@Nullable String remoteId) {
        return remoteId == null ? "" : remoteId;
    }

    static <L> List<String> skus(List<L> lines, Function<L, String> sku) {
        return lines.stream().map(sku).toList();
    }

    private static Place place(Account account) {
        String days = account.settings().getOrDefault("dispatch_sla", "");
        return new Place(account.setting("location_id"), days.matches("[1-9]\\d?") ? Integer.parseInt(days) : 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), IndiaTime.INDIA);
    }
}
