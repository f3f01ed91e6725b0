package org.haat.channelsync.channel;

import java.util.Optional;

/**
 * A marketplace. Facets are the capabilities: {@link ListingSink}, {@link PriceSink}, {@link StockSink}, {@link FeedSink},
 * {@link ListingReader}, {@link ListingCensus}, {@link OrderSource}, {@link ReturnSource}, {@link ShipmentSink}, {@link ShipmentPapers},
 * {@link CancellationSink}, {@link NotificationVerifier}.
 *
 * <p>Every method of every facet: blocking, thread-safe, may be called for many accounts at once, shares no token, throttle
 * or state between accounts, throws nothing but {@link ChannelException}, and takes lines for one account only.
 */
public interface Channel {
    /** Stable id, equal to the package's last name with dashes where a market is added ({@code amazon-in}). */
    String id();

    /** Limits that the planner must keep. */
    Limits limits();

    /** The facet if this channel has it. */
    default <F> Optional<F> facet(Class<F> facet) {
        return facet.isInstance(this) ? Optional.of(facet.cast(this)) : Optional.empty();
    }

    /**
     * Checks a new or changed account's settings and secrets for form, without a call.
     *
     * @return every fault at once, empty when all is well
     */
    java.util.List<AccountFault> check(Account account);

    /**
     * What makes two accounts one and the same at the marketplace (seller and place), so that nobody opens it twice and has
     * everything sent and every order counted twice. Empty where the channel cannot tell.
     */
    default Optional<String> identity(Account account) {
        return Optional.empty();
    }

    /** What a person enters to open an account, in the order of a form. */
    default java.util.List<AccountField> accountFields() {
        return java.util.List.of();
    }

    /**
     * The money that an account sells in, where that is not the catalogue's: prices are then planned in it. Empty where they go
     * as they are.
     *
     * @param on the day, since rates grow old
     */
    default Optional<SaleMoney> saleMoney(java.util.Map<String, String> settings, java.time.LocalDate on) {
        return Optional.empty();
    }

    /** Which credentials end by themselves, and after how long. */
    default java.util.List<CredentialLife> credentialLives() {
        return java.util.List.of();
    }

    /** How often an account may call, by published plans. What the channel states no limit for is left out. */
    default java.util.List<CallPlan> callPlans() {
        return java.util.List.of();
    }
}
