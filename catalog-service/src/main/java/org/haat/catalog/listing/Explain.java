package org.haat.catalog.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haat.catalog.listing.ChannelStatuses.ChannelStatus;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalView;
import org.haat.edge.Scope;
import org.haat.event.ListingStatus;
import org.haat.event.ListingStatus.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Says for one product where it stands with each channel, why, and who acts next: the catalogue's state, then the gate as it
 * judges now, then what channels were told, then what each account last reported.
 */
@ApplicationScoped
public class Explain {
    private final Listings listings;
    private final ChannelStatuses statuses;

    public Explain(Listings listings, ChannelStatuses statuses) {
        this.listings = listings;
        this.statuses = statuses;
    }

    /** Where it stands, the furthest point that it has reached on its way to a buyer. */
    public enum Stand {
        DRAFT,
        AWAITING_APPROVAL,
        READY_TO_PUBLISH,
        REFUSED_BY_GATE,
        TOLD_CHANNEL,
        AT_CHANNEL,
        /** The channel lists it only under a number of its own, which a person must obtain. */
        WAITS_FOR_IDENTIFIER,
        LIVE,
        /** Buyers see it, but as it was before a change that has not arrived; the channel's issues say what holds it up. */
        LIVE_BEFORE_CHANGE,
        REFUSED_BY_CHANNEL,
        PAUSED,
        RETIRED
    }

    /**
     * @param account the channel account, or null when none has reported yet
     * @param sentence where it stands, in the reader's language
     * @param who acts next, or null when nobody needs to
     * @param refusals what the gate says now
     * @param issues what the channel last said, in its own words
     */
    public record ChannelStand(
            String channel,
            @Nullable String account,
            Stand stand,
            String sentence,
            @Nullable Owner who,
            @Nullable String remoteId,
            long listingVersionShown,
            List<RefusalView> refusals,
            List<ListingStatus.Issue> issues) {}

    /** @param sentence the state in the catalogue, in the reader's language */
    public record Explanation(
            String agency,
            String sku,
            ProductState state,
            String sentence,
            long listingVersionTold,
            List<String> channelsTold,
            List<ChannelStand> channels) {}

    @Transactional
    public Explanation explain(Product product, Locale locale) {
        return new Explanation(
                product.agency(),
                product.sku(),
                product.state(),
                StandText.ofState(product.state(), locale),
                product.listingVersion(),
                product.listedChannels(),
                stands(product.agency(), List.of(product), locale).getOrDefault(product, List.of()));
    }

    /** Where each of an agency's products stands; a few queries, however many. */
    @Transactional
    public Map<Product, List<ChannelStand>> stands(String agency, List<Product> products, Locale locale) {
        Map<String, List<ChannelStatus>> reported =
                statuses.of(agency, products.stream().map(Product::sku).toList());
        Map<Product, List<ChannelStand>> stands = new HashMap<>();
        judge(agency, products)
                .forEach((product, judgement) -> stands.put(
                        product, stands(product, judgement, reported.getOrDefault(product.sku(), List.of()), locale)));
        return stands;
    }

    private static List<ChannelStand> stands(
            Product product, Judgement judgement, List<ChannelStatus> reported, Locale locale) {
        List<ChannelStand> stands = new ArrayList<>();
        judgement.byChannel().forEach((channel, refusals) -> {
            List<ChannelStatus> here = reported.stream()
                    .filter(status -> status.channel().equals(channel))
                    .toList();
            if (here.isEmpty()) {
                stands.add(stand(product, channel, refusals, null, locale));
            }
            here.forEach(status -> stands.add(stand(product, channel, refusals, status, locale)));
        });
        return stands;
    }

    /** As its own agency would: who may read the product may know its verdict, also where the papers are not theirs to see. */
    private Map<Product, Judgement> judge(String agency, List<Product> products) {
        return Scope.ofAgency(agency)
                .call(() -> QuarkusTransaction.requiringNew().call(() -> listings.judge(agency, products)));
    }

    private static ChannelStand stand(
            Product product, String channel, List<Refusal> refusals, @Nullable ChannelStatus status, Locale locale) {
        Stand stand = stand(product, channel, refusals, status);
        return new ChannelStand(
                channel,
                status == null ? null : status.account(),
                stand,
                StandText.ofStand(stand, channel, locale),
                who(stand, refusals, status),
                status == null ? null : status.remoteId(),
                status == null ? 0 : status.listingVersion(),
                RefusalView.of(refusals, locale),
                status == null ? List.of() : status.issues());
    }

    private static Stand stand(
            Product product, String channel, List<Refusal> refusals, @Nullable ChannelStatus status) {
        boolean told = product.listedChannels().contains(channel);
        return switch (product.state()) {
            case RETIRED -> Stand.RETIRED;
            case PAUSED -> Stand.PAUSED;
            case PUBLISHED -> told ? atChannel(status) : Stand.REFUSED_BY_GATE;
            case DRAFT -> refusals.isEmpty() ? Stand.DRAFT : Stand.REFUSED_BY_GATE;
            case SUBMITTED -> refusals.isEmpty() ? Stand.AWAITING_APPROVAL : Stand.REFUSED_BY_GATE;
            case APPROVED -> refusals.isEmpty() ? Stand.READY_TO_PUBLISH : Stand.REFUSED_BY_GATE;
        };
    }

    private static Stand atChannel(@Nullable ChannelStatus status) {
        if (status == null) {
            return Stand.TOLD_CHANNEL;
        }
        return switch (status.state()) {
            case LIVE -> delay(status).isPresent() ? Stand.LIVE_BEFORE_CHANGE : Stand.LIVE;
            case AWAITING_IDENTIFIER -> Stand.WAITS_FOR_IDENTIFIER;
            case ISSUES, SUPPRESSED, FAILED_VERIFICATION -> Stand.REFUSED_BY_CHANNEL;
            case DRAFT, PREVIEWED, SUBMITTED, ACCEPTED -> Stand.AT_CHANNEL;
            case PAUSED, RETIRED -> Stand.TOLD_CHANNEL;
        };
    }

    private static Optional<ListingStatus.Issue> delay(@Nullable ChannelStatus status) {
        return status == null
                ? Optional.empty()
                : status.issues().stream()
                        .filter(issue -> issue.code().startsWith(ListingStatus.DELAYED))
                        .findFirst();
    }

    private static @Nullable Owner who(Stand stand, List<Refusal> refusals, @Nullable ChannelStatus status) {
        return switch (stand) {
            case DRAFT, AWAITING_APPROVAL, READY_TO_PUBLISH, WAITS_FOR_IDENTIFIER -> Owner.AGENCY;
            case REFUSED_BY_GATE ->
                refusals.isEmpty() ? Owner.AGENCY : refusals.get(0).owner();
            case REFUSED_BY_CHANNEL ->
                status == null || status.issues().isEmpty()
                        ? Owner.OPERATIONS
                        : status.issues().get(0).owner();
            case LIVE_BEFORE_CHANGE ->
                delay(status).map(ListingStatus.Issue::owner).orElse(Owner.OPERATIONS);
            case TOLD_CHANNEL -> Owner.OPERATIONS;
            case AT_CHANNEL -> Owner.PARTNER;
            case LIVE, PAUSED, RETIRED -> null;
        };
    }
}
