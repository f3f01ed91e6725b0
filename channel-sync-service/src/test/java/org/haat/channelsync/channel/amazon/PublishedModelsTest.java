package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
    void judgeSeesAWrongRequest() throws Exception {
        HttpRequest wrong = HttpRequest.newBuilder(URI.create(bench.farSide.stub.baseUrl()
                        + "/listings/2021-08-01/items/SELLER-ONE/HAAT-1?includedData=everything"))
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
}
