package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPatchRequest;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPutRequest;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.HttpParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The answers of Amazon's static sandbox, from the published models, through our client: each is understood, each refusal is a
 * refusal. Skipped when the models are not beside the project.
 */
class StaticSandboxTest {
    private static final List<String> MODELS = List.of(
            "listingsItems_2021-08-01.json", "definitionsProductTypes_2020-09-01.json", "feeds_2021-06-30.json");
    private static final Instant SINCE = Instant.parse("2026-11-20T00:00:00Z");
    private final AmazonHarness bench = new AmazonHarness();

    /** Answer of searchDefinitionsProductTypes, which the product does not call. */
    record ProductTypes(
            List<ProductType> productTypes, @Nullable String productTypeVersion) {}

    record ProductType(String name, @Nullable String displayName, List<String> marketplaceIds) {}

    private record Example(String operation, int status, JsonNode answer) {}

    /** One call of an operation, giving what it understood as JSON. */
    private interface Call {
        Object of(AmazonClient client, Account account);
    }

    private static final Map<String, Call> CALLS = calls();

    private static Map<String, Call> calls() {
        ListingsItemPutRequest put =
                new ListingsItemPutRequest("LUGGAGE", "LISTING", JsonNodeFactory.instance.objectNode());
        ListingsItemPatchRequest patch = new ListingsItemPatchRequest(
                "LUGGAGE",
                List.of(new ListingsItemPatchRequest.Patch(
                        "delete", "/attributes/item_name", List.of(JsonNodeFactory.instance.objectNode()))));
        Map<String, Call> calls = new TreeMap<>();
        calls.put("putListingsItem", (client, account) -> client.putListing(account, "SKU", put));
        calls.put("patchListingsItem", (client, account) -> client.patchListing(account, "SKU", patch));
        calls.put("deleteListingsItem", (client, account) -> client.deleteListing(account, "SKU")
                .orElseThrow());
        calls.put("getListingsItem", (client, account) -> client.listing(account, "SKU")
                .orElseThrow());
        calls.put("searchListingsItems", (client, account) -> client.searchListings(account, List.of("SKU")));
        calls.put("getDefinitionsProductType", (client, account) -> client.definition(account, "LUGGAGE")
                .orElseThrow());
        calls.put("searchDefinitionsProductTypes", StaticSandboxTest::searchDefinitions);
        calls.put("cancelFeed", StaticSandboxTest::cancelFeed);
        calls.put("createFeedDocument", (client, account) -> client.createFeedDocument(account, "text/plain"));
        calls.put("createFeed", (client, account) -> client.createFeed(account, "document"));
        calls.put("getFeed", (client, account) -> client.feed(account, "feedId1"));
        calls.put("getFeeds", (client, account) -> client.listFeeds(account, SINCE, SINCE.plusSeconds(60), null));
        calls.put("getFeedDocument", (client, account) -> client.feedDocument(account, "document"));
        return calls;
    }

    @Test
    void everyExampleOfListingsDefinitionsAndFeedsIsUnderstood() throws IOException {
        Assumptions.assumeTrue(PublishedModels.areThere(), "Skipped: no ../shared/specs/amazon/models");
        List<Example> examples = examples();
        examples.forEach(this::replay);

        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(30)
                .extracting(Example::operation)
                .containsAll(CALLS.keySet());
        bench.close();
    }

    /** The product takes a type from its own table and never searches; Amazon's answer is read all the same. */
    private static ProductTypes searchDefinitions(AmazonClient client, Account account) {
        URI uri = client.address()
                .path("definitions", "2020-09-01", "productTypes")
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("keywords", "LUGGAGE")
                .uri();
        return client.send(account, HttpCall.get(AmazonQuotas.of("getDefinitionsProductType"), uri))
                .json(ProductTypes.class);
    }

    private static Object cancelFeed(AmazonClient client, Account account) {
        URI uri =
                client.address().path("feeds", "2021-06-30", "feeds", "feedId1").uri();
        var answer = client.send(account, HttpCall.write(AmazonQuotas.of("getFeed"), "DELETE", uri));
        return answer.bytes().length == 0 ? Map.of() : answer.json(ObjectNode.class);
    }

    private void replay(Example example) {
        try (PartnerStub amazon = new PartnerStub(AmazonFarSide::error)) {
            amazon.on(
                            Operation.TOKEN,
                            "POST",
                            "/auth/o2/token",
                            request -> PartnerStub.Reply.json(
                                    "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":3600}"))
                    .alsoOn(
                            "GET|PUT|POST|PATCH|DELETE",
                            ".*",
                            request -> PartnerStub.Reply.json(
                                    example.status(), example.answer().toString()));
            MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
            AmazonClient client = new AmazonClient(
                    AmazonConfig.of(amazon.baseUrl(), amazon.baseUrl() + "/auth/o2/token"),
                    HttpParts.inProcess(clock).withPause(clock.pause()));
            judge(example, client);
            assertThat(amazon.others("/")).as("%s", example).hasSize(1);
            PublishedModels.judge(amazon.others("/"));
        }
    }

    private void judge(Example example, AmazonClient client) {
        Call call = java.util.Objects.requireNonNull(CALLS.get(example.operation()));
        if (example.status() < 300) {
            JsonNode understood = ChannelJson.mapper().valueToTree(call.of(client, bench.account()));
            assertThat(understood.isEmpty())
                    .as("%s", example)
                    .isEqualTo(example.answer().isEmpty());
            assertSame(example, understood, example.answer());
        } else {
            ChannelException refused =
                    catchThrowableOfType(ChannelException.class, () -> call.of(client, bench.account()));
            assertThat(refused).as("%s", example).isNotNull();
            assertThat(refused.kind()).as("%s", example).isEqualTo(FailureKind.REJECTED);
            assertThat(refused.code())
                    .as("%s", example)
                    .contains(example.answer().at("/errors/0/code").asText());
        }
    }

    /** What our record knows of an answer is what the answer says. */
    private static void assertSame(Example example, JsonNode ours, JsonNode theirs) {
        if (ours.isNull()) {
            assertThat(theirs.isMissingNode() || theirs.isNull())
                    .as("%s", example)
                    .isTrue();
        } else if (ours.isObject() && theirs.isObject()) {
            ours.properties().forEach(field -> assertSame(example, field.getValue(), theirs.path(field.getKey())));
        } else if (ours.isArray()) {
            assertThat(ours).as("%s", example).hasSameSizeAs(theirs);
            for (int i = 0; i < ours.size(); i++) {
                assertSame(example, ours.get(i), theirs.get(i));
            }
        } else {
            assertThat(ours.asText()).as("%s", example).isEqualTo(theirs.asText());
        }
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String model : MODELS) {
            JsonNode paths = ChannelJson.mapper()
                    .readTree(Files.readString(PublishedModels.FOLDER.resolve(model)))
                    .path("paths");
            paths.forEach(path -> path.forEach(
                    operation -> operation.path("responses").properties().forEach(answer -> answer.getValue()
                            .at("/x-amzn-api-sandbox/static")
                            .forEach(one -> examples.add(new Example(
                                    operation.path("operationId").asText(),
                                    Integer.parseInt(answer.getKey()),
                                    one.path("response")))))));
        }
        return examples;
    }
}
