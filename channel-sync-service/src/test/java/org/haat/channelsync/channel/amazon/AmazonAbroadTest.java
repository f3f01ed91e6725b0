package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores of other countries against the sandbox, which judges by each store's own schema and money. */
class AmazonAbroadTest {
    private static final Duration UNTIL_LIVE = Duration.ofMinutes(5);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private SandboxedAmazon amazon;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        amazon = new SandboxedAmazon(data, clock);
    }

    @AfterEach
    void stop() throws IOException {
        amazon.close();
    }

    private AmazonChannel channel(String id) {
        return new AmazonChannel(
                id,
                AmazonStores.config(id, amazon.config(), TODAY),
                HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    private Account register(String id, String name) throws Exception {
        return amazon.register(
                id, name, Map.of("language", Marketplace.ofChannel(id, TODAY).language()));
    }

    private static Account with(Account account, Map<String, String> more) {
        return SandboxedAmazon.with(account, more, Map.of());
    }

    private static ListingLine priced(String sku, Money price) {
        return new ListingLine(Samples.snapshot(sku).priced(price, price), 5, null);
    }

    @ParameterizedTest
    @CsvSource({"amazon-us, USD", "amazon-uk, GBP", "amazon-ae, AED"})
    void listingGoesLiveInTheStoresMoneyIsBoughtAndShipped(String id, String currency) throws Exception {
        AmazonChannel channel = channel(id);
        Account account = register(id, "weavers");
        List<Outcome> put = channel.put(account, List.of(priced("HAAT-1", new Money(2_499, currency))));
        clock.advance(UNTIL_LIVE);
        channel.setPrice(
                account, List.of(Samples.price("HAAT-1", new Money(2_799, currency), new Money(2_799, currency))));
        clock.advance(UNTIL_LIVE);
        RemoteListing live = channel.read(account, List.of("HAAT-1")).get(0);
        Instant before = clock.instant();
        amazon.post(
                "/sandbox/api/buyers/orders",
                "{\"partner\":\"amazon-in\",\"account\":\"weavers\",\"count\":1,\"quantity\":2,\"skus\":[\"HAAT-1\"]}");
        clock.advance(Duration.ofMinutes(10));
        RemoteOrder order =
                channel.ordersChangedSince(account, before, null).orders().get(0);

        assertThat(put).extracting(Outcome::status).containsExactly(Outcome.Status.ACCEPTED);
        assertThat(live.live()).isTrue();
        assertThat(live.price()).isEqualTo(new Money(2_799, currency));
        assertThat(order.total()).isEqualTo(new Money(5_598, currency));
        assertThat(order.deliveryState()).as("no State of India").isNull();
        assertThat(channel.confirm(
                                account,
                                Samples.shipment(
                                        order.remoteOrderId(),
                                        order.lines().get(0).remoteLineId()))
                        .done())
                .isTrue();
    }

    @Test
    void sandboxRefusesIndiasAttributesAndMoneyInAnotherStore() throws Exception {
        AmazonChannel channel = channel("amazon-us");
        Account account = register("amazon-us", "weavers");
        Marketplace us = Marketplace.ofChannel("amazon-us", TODAY);
        ObjectNode attributes = ListingAttributes.of(
                priced("HAAT-1", new Money(2_499, "USD")),
                ProductTypes.of("tant", "").orElseThrow(),
                us,
                true);

        assertThat(attributes.properties().stream().map(Map.Entry::getKey))
                .doesNotContain(
                        "external_product_information",
                        "product_tax_code",
                        "packer_contact_information",
                        "rtip_manufacturer_contact_information",
                        "fssai_license_number");
        assertThat(attributes.at("/purchasable_offer/0").has("maximum_retail_price"))
                .isFalse();
        assertThat(attributes.at("/purchasable_offer/0/currency").asText()).isEqualTo("USD");
        assertThat(attributes.at("/item_name/0/language_tag").asText()).isEqualTo("en_US");
        assertThat(channel.put(account, List.of(Samples.listing("HAAT-1")))
                        .get(0)
                        .issues())
                .extracting(ChannelIssue::code)
                .containsExactly("EXCHANGE_RATE_MISSING");
    }

    @Test
    void previewIsJudgedByTheStoreAndNothingOfItIsThere() throws Exception {
        AmazonChannel channel = channel("amazon-us");
        Account account = register("amazon-us", "weavers");

        ListingPreview.Judgement good = channel.preview(account, priced("HAAT-1", new Money(2_499, "USD")));
        ListingPreview.Judgement foreign = channel.preview(account, Samples.listing("HAAT-1"));
        clock.advance(UNTIL_LIVE);

        assertThat(good).isEqualTo(new ListingPreview.Judgement(true, true, null, List.of()));
        assertThat(foreign.asked()).isFalse();
        assertThat(foreign.issues()).extracting(ChannelIssue::code).containsExactly("EXCHANGE_RATE_MISSING");
        assertThat(channel.read(account, List.of("HAAT-1")).get(0).present()).isFalse();
    }

    @Test
    void sellerOfOneStoreIsNoSellerOfAnother() throws Exception {
        register("amazon-us", "weavers");

        assertThat(amazon.partners
                        .send("POST", "/sandbox/api/accounts", "{\"partner\":\"amazon-in\",\"name\":\"weavers\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void rateOfTheAccountMakesThePriceUntilItIsTooOld() throws Exception {
        AmazonChannel channel = channel("amazon-us");
        Account account = with(
                register("amazon-us", "weavers"),
                Map.of("exchange_rate", "80", "exchange_rate_date", "2026-11-01", "price_margin_percent", "10"));

        assertThat(channel.check(account)).isEmpty();
        assertThat(channel.saleMoney(account.settings(), LocalDate.of(2026, 12, 2))
                        .orElseThrow()
                        .of(Money.inr(200_000)))
                .contains(new Money(2_750, "USD"));
        assertThat(channel.saleMoney(account.settings(), LocalDate.of(2026, 12, 3))
                        .orElseThrow()
                        .of(Money.inr(200_000)))
                .isEmpty();
        clock.advance(Duration.ofDays(12));
        assertThat(channel.setPrice(account, List.of(Samples.price("HAAT-1", Money.inr(1), Money.inr(1))))
                        .get(0)
                        .issues())
                .extracting(ChannelIssue::code)
                .containsExactly("EXCHANGE_RATE_OLD");
    }

    @ParameterizedTest
    @CsvSource({
        "exchange_rate, 88, exchange_rate_date",
        "exchange_rate, 0, exchange_rate",
        "exchange_rate, -3, exchange_rate",
        "exchange_rate, many, exchange_rate",
        "exchange_rate_date, 2026-11-22, exchange_rate_date",
        "exchange_rate_date, yesterday, exchange_rate_date",
        "price_margin_percent, -5, price_margin_percent",
        "price_step_minor, 0, price_step_minor",
        "exchange_rate_days, 1000, exchange_rate_days",
        "marketplace_id, A21TJRUUN4KGV, marketplace_id",
        "language, en_IN, language"
    })
    void badSettingIsToldByItsName(String key, String value, String field) throws Exception {
        Account account = with(register("amazon-us", "weavers"), Map.of(key, value));

        assertThat(channel("amazon-us").check(account))
                .extracting(AccountFault::key)
                .contains(field);
    }

    @Test
    void eachStoreIsCalledAtItsRegionAndAStandInAnswersForAll() {
        AmazonConfig real =
                AmazonConfig.of("https://sellingpartnerapi-eu.amazon.com", "https://api.amazon.com/auth/o2/token");
        AmazonConfig standIn = AmazonConfig.of("http://127.0.0.1:1/amazon", "http://127.0.0.1:1/amazon/auth/o2/token")
                .consentUrl("http://127.0.0.1:1/amazon");

        assertThat(AmazonStores.abroad(TODAY)).containsExactly("amazon-ae", "amazon-uk", "amazon-us");
        assertThat(AmazonStores.config("amazon-us", real, TODAY).baseUrl())
                .isEqualTo("https://sellingpartnerapi-na.amazon.com");
        assertThat(AmazonStores.config(
                                "amazon-us", real.baseUrl("https://sandbox.sellingpartnerapi-eu.amazon.com/"), TODAY)
                        .baseUrl())
                .isEqualTo("https://sandbox.sellingpartnerapi-na.amazon.com/");
        assertThat(AmazonStores.config("amazon-ae", real, TODAY).baseUrl()).isEqualTo(real.baseUrl());
        assertThat(AmazonStores.config("amazon-us", real, TODAY).consentUrl())
                .isEqualTo("https://sellercentral.amazon.com");
        assertThat(AmazonStores.config("amazon-us", standIn, TODAY)).isEqualTo(standIn);
        assertThatThrownBy(() -> AmazonStores.config("amazon-zz", real, TODAY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
