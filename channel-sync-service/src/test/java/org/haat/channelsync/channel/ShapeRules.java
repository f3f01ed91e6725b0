package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 1 to 3: name, capabilities, configuration. */
interface ShapeRules extends Bench {
    List<Class<?>> FACETS = List.of(
            ListingSink.class,
            ListingPreview.class,
            PriceSink.class,
            StockSink.class,
            FeedSink.class,
            ListingReader.class,
            ListingCensus.class,
            OrderSource.class,
            ReturnSource.class,
            ShipmentSink.class,
            ShipmentPapers.class,
            CancellationSink.class,
            NotificationVerifier.class,
            NotificationQueue.class,
            ConsentFlow.class);

    @Test
    @Rule(1)
    default void testIsNamedAndPlacedAfterItsChannel() {
        String folder = harness().channel().getClass().getPackageName().replaceFirst(".*\\.", "");

        assertThat(getClass().getSimpleName()).endsWith("ChannelConformanceTest");
        assertThat(harness().channel().id().replaceFirst("-.*", "")).isEqualTo(folder);
    }

    @Test
    @Rule(2)
    default void everyFacetIsThereOrDeclaredMissingWithAReason() {
        for (Class<?> facet : FACETS) {
            boolean present = harness().channel().facet(facet).isPresent();
            String reason = harness().unsupported().get(facet);
            if (present) {
                assertThat(reason)
                        .as("%s is implemented and declared missing", facet.getSimpleName())
                        .isNull();
            } else {
                assertThat(reason)
                        .as("reason why there is no %s", facet.getSimpleName())
                        .isNotBlank();
            }
        }
    }

    @Test
    @Rule(2)
    default void whatThePartnerCannotDoToUsIsDeclaredWithAReason() {
        assertThat(harness().impossible().values())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(harness().impossible())
                .doesNotContainKeys(
                        Fault.FORBIDDEN,
                        Fault.SERVER_ERROR,
                        Fault.UNAVAILABLE,
                        Fault.HANG,
                        Fault.RESET,
                        Fault.MISSING_FIELD);
        harness().tokenless().ifPresent(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    @Rule(3)
    default void goodAccountHasNoFault() {
        assertThat(harness().channel().check(account())).isEmpty();
    }

    @Test
    @Rule(3)
    default void everyMissingKeyIsNamedAtOnce() {
        Account empty = new Account(account().id(), account().agency(), Map.of(), Map.of());

        List<AccountFault> faults = harness().channel().check(empty);

        assertThat(faults).extracting(AccountFault::key).containsAll(harness().requiredKeys());
    }

    @Test
    @Rule(3)
    default void blankKeysAreAsGoodAsMissingAndNoFaultShowsASecret() {
        Account blank = new Account(
                account().id(),
                account().agency(),
                blanked(account().settings()),
                blanked(account().secrets()));

        List<AccountFault> faults = harness().channel().check(blank);

        assertThat(faults).extracting(AccountFault::key).containsAll(harness().requiredKeys());
        assertThat(faults.toString()).doesNotContain(account().secrets().values());
    }

    private static Map<String, String> blanked(Map<String, String> full) {
        Map<String, String> blank = new HashMap<>();
        full.keySet().forEach(key -> blank.put(key, "  "));
        return blank;
    }

    @Test
    @Rule(3)
    default void addressThatIsNoneIsRefusedWhenTheChannelIsBuilt() {
        harness().badlyAddressed().ifPresent(build -> assertThat(catchThrowable(build::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URL"));
    }
}
