package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.Samples;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request of every operation against the published models; skipped when they are not beside the project. */
class PublishedModelsTest {
    private AmazonHarness bench;
    private AmazonChannel channel;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(PublishedModels.areThere(), "Skipped: no ../shared/specs/amazon/models");
        bench = new AmazonHarness();
        channel = (AmazonChannel) bench.channel();
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    private List<Request> sent(Operation operation) {
        List<Request> requests = bench.farSide.stub.requests(operation);
        assertThat(requests).as("requests of %s", operation).isNotEmpty();
        return requests;
    }

    @Test
    void listingPriceStockAndRetirementAreAsDescribed() {
        bench.show(bench.account(), "HAAT-1", true, 1);
        channel.put(bench.account(), List.of(bench.listing("HAAT-1")));
        channel.setPrice(bench.account(), List.of(Samples.price("HAAT-1", Money.inr(249_900), Money.inr(100))));
        channel.setStock(bench.account(), List.of(Samples.stock("HAAT-1", 0)));
        channel.retire(bench.account(), List.of(bench.listing("HAAT-1")));

        PublishedModels.judge(sent(Operation.PUT_LISTING));
        PublishedModels.judge(sent(Operation.SET_PRICE));
        PublishedModels.judge(sent(Operation.SET_STOCK));
        PublishedModels.judge(sent(Operation.RETIRE_LISTING));
    }

    @Test
    void readingAndDefinitionsAreAsDescribed() {
        channel.read(bench.account(), List.of("HAAT-1", "HAAT-2"));
        channel.put(bench.account(), List.of(bench.listing("HAAT-1")));

        PublishedModels.judge(sent(Operation.READ_LISTINGS));
        List<Request> definitions = bench.farSide.stub.others("/definitions/");
        assertThat(definitions).isNotEmpty();
        PublishedModels.judge(definitions);
    }

    @Test
    void ordersAndShipmentsAreAsDescribed() {
        bench.orders(bench.account(), List.of(List.of(OrderSeed.of("O-1")), List.of(OrderSeed.of("O-2"))));
        var since = java.time.Instant.parse("2026-11-20T00:00:00Z");
        String next = channel.ordersChangedSince(bench.account(), since, null).next();
        channel.ordersChangedSince(bench.account(), since, next);
        channel.order(bench.account(), "O-1");
        channel.confirm(bench.account(), Samples.shipment("O-1", "O-1-1"));

        PublishedModels.judge(sent(Operation.LIST_ORDERS));
        PublishedModels.judge(sent(Operation.GET_ORDER));
        PublishedModels.judge(sent(Operation.CONFIRM_SHIPMENT));
    }

    @Test
    void destinationsAndSubscriptionsAreAsDescribed() {
        subscribeAnewAgainAndElsewhere();

        List<Request> notifications = bench.farSide.stub.others("/notifications/");
        assertThat(notifications)
                .extracting(
                        request -> request.getMethod() + " " + request.getUrl().split("[/?]")[3])
                .as("made, found again, and led elsewhere")
                .contains(
                        "POST destinations",
                        "GET destinations",
                        "POST subscriptions",
                        "GET subscriptions",
                        "DELETE subscriptions");
        PublishedModels.judge(notifications);
    }

    private void subscribeAnewAgainAndElsewhere() {
        AmazonSubscriptions subscriptions = new AmazonSubscriptions(bench.client());
        String queue = "arn:aws:sqs:eu-west-1:123456789012:haat";
        var first = subscriptions.subscribe(bench.account(), queue);
        assertThat(subscriptions.subscribe(bench.account(), queue)).isEqualTo(first);
        assertThat(subscriptions.subscribe(bench.account(), queue + "-2")).doesNotContainAnyElementsOf(first);
    }

    /** Whoever adds a plan for a call adds the call here. */
    @Test
    void everyOperationThatHasAPlanWasCalledAndItsRequestJudged() {
        everyOperationOnce();

        assertThat(bench.called())
                .containsAll(AmazonQuotas.plans().stream()
                        .map(CallPlan::operation)
                        .filter(operation -> !operation.equals("lwaToken"))
                        .toList());
        for (String api : List.of("/listings/", "/definitions/", "/notifications/", "/feeds/", "/reports/")) {
            assertThat(bench.farSide.stub.others(api)).as(api).isNotEmpty();
        } // their faults come out when the bench is closed
    }

    private void everyOperationOnce() {
        var account = bench.account();
        listingPriceStockAndRetirementAreAsDescribed();
        ordersAndShipmentsAreAsDescribed();
        channel.preview(account, bench.listing("HAAT-1"));
        channel.read(account, List.of("HAAT-1,2"));
        subscribeAnewAgainAndElsewhere();
        FeedSink.Upload upload = channel.upload(account, List.of(new FeedLine.Stock(Samples.stock("HAAT-1", 2))));
        String feed = channel.begin(account, String.valueOf(upload.document()));
        channel.progress(account, feed, Map.of(1, "HAAT-1"));
        channel.takeBack(account, feed);
        var day = bench.clock().instant();
        channel.begunBetween(account, day.minusSeconds(60), day.plusSeconds(60));
        everyListing();
    }

    /** More than the search pages through, so that a report is asked for. */
    private void everyListing() {
        IntStream.rangeClosed(1, 1_001).forEach(n -> bench.show(bench.account(), "HAAT-" + n, true, 3));
        String cursor = null;
        do {
            var page = channel.census(bench.account(), cursor);
            bench.clock().advance(page.origin().pause());
            cursor = page.next();
        } while (cursor != null && ReportCursor.isOne(cursor));
    }

    @Test
    void judgeSeesAWrongRequest() throws Exception {
        HttpRequest wrong = HttpRequest.newBuilder(URI.create(bench.farSide.stub.baseUrl()
                        + "/listings/2021-08-01/items/SELLERONE/HAAT-1?includedData=everything"))
                .header("content-type", "application/json")
                .header("x-amz-access-token", "one")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"patches\":[{\"op\":\"upsert purchasable_offer\"}]}"))
                .build();
        HttpClient.newHttpClient().send(wrong, HttpResponse.BodyHandlers.ofString());

        List<String> faults = PublishedModels.faults(
                bench.farSide.stub.requests(Operation.SET_PRICE).get(0));
        bench.farSide.stub.forget();

        assertThat(faults)
                .anyMatch(fault -> fault.contains("marketplaceIds"))
                .anyMatch(fault -> fault.contains("productType"))
                .anyMatch(fault -> fault.contains("op"));
    }

    @Test
    void judgeSeesAWrongFilterOfASubscription() throws Exception {
        HttpRequest wrong = HttpRequest.newBuilder(
                        URI.create(bench.farSide.stub.baseUrl() + "/notifications/v1/subscriptions/ORDER_CHANGE"))
                .header("content-type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"payloadVersion\":\"1.0\",\"destinationId\":\"d\",\"processingDirective\":{\"eventFilter\":"
                                        + "{\"eventFilterType\":\"ORDERS\",\"orderChangeTypes\":[\"Every\"],\"colour\":\"red\"}}}"))
                .build();
        HttpClient.newHttpClient().send(wrong, HttpResponse.BodyHandlers.ofString());

        List<String> faults = PublishedModels.faults(
                bench.farSide.stub.others("/notifications/").get(0));
        bench.farSide.stub.forget();

        assertThat(faults)
                .anyMatch(fault -> fault.contains("eventFilterType"))
                .anyMatch(fault -> fault.contains("orderChangeTypes"))
                .anyMatch(fault -> fault.contains("colour"));
    }
}
