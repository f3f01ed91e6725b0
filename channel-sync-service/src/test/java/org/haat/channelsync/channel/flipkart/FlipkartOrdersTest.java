package org.haat.channelsync.channel.flipkart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.event.ChannelOrder.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlipkartOrdersTest {
    private static final String FILTER = FlipkartStub.SHIPMENTS + "/filter";
    private static final String ID = "5b0f7c1e-3f0d-4f7a-9a43-0c3e5d1b7a22";
    private static final Instant SINCE = Instant.parse("2026-11-21T02:30:00Z");
    private static final String EMPTY = "{\"hasMore\":false,\"shipments\":[]}";
    private final FlipkartStub flipkart = new FlipkartStub();
    private final Account account = Listings.account();

    @BeforeEach
    void nothingToFindUnlessSaid() {
        flipkart.onPost(FILTER, EMPTY);
        flipkart.on(get(urlPathMatching(FlipkartStub.SHIPMENTS + "/[^/]+")), shipping());
    }

    @AfterEach
    void stop() {
        flipkart.close();
    }

    @Test
    void quietTimeIsSixSearchesInOneCall() {
        OrderPage page = first();

        assertThat(page.orders()).isEmpty();
        assertThat(page.next()).isNull();
        List<JsonNode> filters = flipkart.requests(FILTER).stream()
                .map(LoggedRequest::getBodyAsString)
                .map(FlipkartStub::tree)
                .map(body -> body.get("filter"))
                .toList();
        assertThat(filters)
                .extracting(filter -> filter.path("type").asText()
                        + "/" + filter.path("hold").asText("-")
                        + "/" + filter.path("cancellationType").asText("-"))
                .containsExactly(
                        "preDispatch/false/-",
                        "preDispatch/true/-",
                        "postDispatch/-/-",
                        "cancelled/-/buyerCancellation",
                        "cancelled/-/sellerCancellation",
                        "cancelled/-/marketplaceCancellation");
        assertThat(filters)
                .as("another place of the seller is another account")
                .allMatch(filter -> filter.path("locationId").asText().equals(Listings.LOCATION));
        assertThat(filters.get(0).at("/modifiedDate/from").asText()).isEqualTo("2026-11-21T08:00:00.000+05:30");
        assertThat(filters.get(0).at("/modifiedDate/to").asText()).isEqualTo("2026-11-21T15:00:00.000+05:30");
        assertThat(filters.get(3).at("/cancellationDate/from").asText()).isEqualTo("2026-11-21T08:00:00.000+05:30");
        assertThat(filters.get(3).has("modifiedDate")).isFalse();
    }

    @Test
    void sweepsThatWereEmptyAreNotSearchedAgainAfterAThrottle() {
        flipkart.on(
                post(urlPathEqualTo(FILTER))
                        .withRequestBody(matchingJsonPath("$.filter[?(@.cancellationType == 'sellerCancellation')]")),
                aResponse().withStatus(429));

        OrderPage page = first();

        assertThat(page.orders()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThatThrownBy(() -> after(page)).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.THROTTLED));
        flipkart.onPost(FILTER, EMPTY);
        flipkart.clock.advance(java.time.Duration.ofMinutes(1));
        int before = flipkart.requests(FILTER).size();
        assertThat(after(page).next()).isNull();
        assertThat(flipkart.requests(FILTER)).hasSize(before + 2);
    }

    @Test
    void nextPageIsFetchedWithGetBelowSellersAndTheWindowStays() {
        onType("preDispatch", page("/v3/shipments/filter?next_token=ZXhhbXBsZQ", ID));
        flipkart.on(get(urlEqualTo(FILTER + "?next_token=ZXhhbXBsZQ")), FlipkartStub.json(page(null, "second")));

        OrderPage one = first();
        flipkart.clock.advance(java.time.Duration.ofHours(1));
        OrderPage two = after(one);
        OrderPage rest = after(two);

        assertThat(one.orders()).extracting(RemoteOrder::remoteOrderId).containsExactly(ID);
        assertThat(two.orders()).extracting(RemoteOrder::remoteOrderId).containsExactly("second");
        assertThat(rest.next()).isNull();
        assertThat(flipkart.requests(FILTER).stream()
                        .filter(request -> !request.getBodyAsString().isEmpty())
                        .map(request ->
                                FlipkartStub.tree(request.getBodyAsString()).get("filter"))
                        .map(filter -> filter.findValue("to").asText()))
                .containsOnly("2026-11-21T15:00:00.000+05:30");
    }

    @Test
    void pageUrlThatLeadsElsewhereIsNeverFollowed() {
        for (String url : new String[] {
            "https://evil.example.org/v3/shipments/filter?next_token=a",
            "//evil.example.org/v3/shipments/filter?next_token=a",
            "/v3/shipments/filter/../../../oauth-service/oauth/token?x=1",
            "/v3/shipments/dispatch?next_token=a",
            "/v3/shipments/filter?next_token=a b",
            "@evil.example.org/v3/shipments/filter?x"
        }) {
            onType("preDispatch", page(url, ID));
            assertThatThrownBy(this::first).as(url).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(
                            e.kind())
                    .isEqualTo(FailureKind.PROTOCOL));
        }
        assertThat(flipkart.all()).noneMatch(request -> request.getUrl().contains("?next_token"));
    }

    @Test
    void pageThatNamesItselfAsNextIsALoop() {
        String self = "/v3/shipments/filter?next_token=SAME";
        onType("preDispatch", page(self, ID));
        flipkart.on(get(urlEqualTo(FILTER + "?next_token=SAME")), FlipkartStub.json(page(self, ID)));
        OrderPage one = first();

        assertThatThrownBy(() -> after(one)).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.code())
                .contains("PAGE_LOOP"));
    }

    @Test
    void morePagesWithoutAnAddressAreAProtocolFault() {
        onType("preDispatch", "{\"hasMore\":true,\"shipments\":[]}");

        assertThatThrownBy(this::first).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.PROTOCOL));
    }

    @Test
    void expiredPageTokenBeginsTheSweepAgainOnceAndThenIsAFault() {
        onType("preDispatch", page("/v3/shipments/filter?next_token=OLD", ID));
        flipkart.on(
                get(urlEqualTo(FILTER + "?next_token=OLD")),
                FlipkartStub.json("{\"errors\":[{\"errorCode\":\"INVALID_REQUEST\",\"message\":\"token\"}]}")
                        .withStatus(400));
        OrderPage one = first();

        OrderPage again = after(one);

        assertThat(again.orders()).extracting(RemoteOrder::remoteOrderId).containsExactly(ID);
        assertThatThrownBy(() -> after(again)).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.REJECTED));
    }

    @Test
    void cursorOfAnotherMakeIsRefused() {
        for (String cursor : new String[] {"", "x", "fk1|9|0|0|0|0|", "fk1|a|0|0|0|0|", "fk1|0|0|0|0|0|http://x/"}) {
            assertThatThrownBy(() -> flipkart.channel.ordersChangedSince(account, SINCE, cursor))
                    .as(cursor)
                    .isInstanceOf(ChannelException.class);
        }
        assertThat(flipkart.requests(FILTER)).isEmpty();
    }

    @Test
    void oneUnreadableShipmentDoesNotHoldUpTheOthers() {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(page(null, "good"));
        ObjectNode strange = page.withArray("shipments").addObject().put("shipmentId", "bad");
        strange.putArray("orderItems").add("not an object");
        onType("preDispatch", page.toString());

        OrderPage read = first();

        assertThat(read.orders()).extracting(RemoteOrder::remoteOrderId).containsExactly("good");
        assertThat(read.unreadable()).singleElement().satisfies(bad -> assertThat(bad.remoteOrderId())
                .isEqualTo("bad"));
    }

    @Test
    void cancelledShipmentNeedsNoAddress() {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(page(null, "c1"));
        ((ObjectNode) page.at("/shipments/0/orderItems/0")).put("status", "CANCELLED");
        onType("cancelled", page.toString());

        OrderPage read = first();

        assertThat(read.orders()).extracting(RemoteOrder::status).contains(Status.CANCELLED);
        assertThat(flipkart.all()).noneMatch(request -> request.getUrl().equals(FlipkartStub.SHIPMENTS + "/c1"));
    }

    @Test
    void addressesOfTwentyShipmentsAreOneCall() {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(page(null, "s0"));
        for (int i = 1; i < 20; i++) {
            page.withArray("shipments")
                    .add(FlipkartStub.tree(page(null, "s" + i)).at("/shipments/0"));
        }
        onType("preDispatch", page.toString());

        OrderPage read = first();

        assertThat(read.orders()).hasSize(20);
        assertThat(read.orders()).extracting(RemoteOrder::status).containsOnly(Status.PENDING);
        assertThat(flipkart.all().stream()
                        .filter(request -> request.getUrl().startsWith(FlipkartStub.SHIPMENTS + "/s0,")))
                .hasSize(1);
    }

    @Test
    void oneRefusedIdDoesNotHideTheAddressesOfTheOthers() {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(page(null, ID));
        page.withArray("shipments").add(FlipkartStub.tree(page(null, "poison")).at("/shipments/0"));
        onType("preDispatch", page.toString());
        flipkart.on(
                get(urlPathMatching(FlipkartStub.SHIPMENTS + "/.*poison")),
                FlipkartStub.json("{\"errors\":[{\"errorCode\":\"INVALID_SHIPMENTS\",\"message\":\"no\"}]}")
                        .withStatus(422));

        OrderPage read = first();

        assertThat(read.orders()).extracting(RemoteOrder::status).containsExactly(Status.UNSHIPPED, Status.PENDING);
        assertThat(read.orders().get(0).deliveryPin()).isEqualTo("411001");
    }

    @Test
    void addressThatCannotBeFetchedNowHoldsThePageBackForLater() {
        onType("preDispatch", page(null, ID));
        flipkart.on(
                get(urlPathMatching(FlipkartStub.SHIPMENTS + "/[^/]+")),
                aResponse().withStatus(503));

        assertThatThrownBy(this::first).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.TEMPORARY));
    }

    @Test
    void oneOrderIsReadWithItsAddress() {
        flipkart.on(get(urlPathEqualTo(FlipkartStub.SHIPMENTS)), FlipkartStub.json(page(null, ID)));

        RemoteOrder order = flipkart.channel.order(account, ID).orElseThrow();

        assertThat(order.remoteOrderId()).isEqualTo(ID);
        assertThat(order.deliveryPin()).isEqualTo("411001");
    }

    @Test
    void idThatIsNoneIsNotAskedFor() {
        assertThat(flipkart.channel.order(account, "a,b/../c")).isEmpty();
        assertThat(flipkart.all()).isEmpty();
    }

    private OrderPage first() {
        return flipkart.channel.ordersChangedSince(account, SINCE, null);
    }

    private OrderPage after(OrderPage page) {
        return flipkart.channel.ordersChangedSince(account, SINCE, page.next());
    }

    private void onType(String type, String body) {
        flipkart.on(
                post(urlPathEqualTo(FILTER))
                        .withRequestBody(matchingJsonPath("$.filter[?(@.type == '" + type + "')]"))
                        .withRequestBody(
                                com.github.tomakehurst.wiremock.client.WireMock.notMatching(".*\"hold\":true.*")),
                FlipkartStub.json(body));
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder shipping() {
        return FlipkartStub.json(FlipkartStub.fixture("shipping.json"));
    }

    private static String page(@Nullable String next, String id) {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(FlipkartStub.fixture("page.json"));
        page.put("hasMore", next != null).put("nextPageUrl", next);
        ((ObjectNode) page.at("/shipments/0")).put("shipmentId", id);
        return page.toString();
    }
}
