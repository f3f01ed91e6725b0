package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.PartnerStub.Reply;

/** Amazon's destinations and subscriptions as the tests need them, in the form of the published model notifications. */
final class AmazonSubscriptionsFarSide {
    private static final String ROOT = "/notifications/v1/";
    private static final String ONE_TYPE = ROOT + "subscriptions/[A-Z_]+";
    /** Of each destination its queue. */
    private final Map<String, String> destinations = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Of each type its subscription. */
    private final Map<String, ObjectNode> subscriptions = Collections.synchronizedMap(new LinkedHashMap<>());

    private int made;

    void on(PartnerStub stub) {
        stub.alsoOn("POST", ROOT + "destinations", this::createDestination)
                .alsoOn("GET", ROOT + "destinations", request -> destinations())
                .alsoOn("POST", ONE_TYPE, this::subscribe)
                .alsoOn("GET", ONE_TYPE + "\\?.*", this::subscription)
                .alsoOn("DELETE", ONE_TYPE + "/[^/]+", this::unsubscribe);
    }

    private Reply createDestination(Request request) {
        String arn = AmazonFarSide.json(request.getBodyAsString())
                .at("/resourceSpecification/sqs/arn")
                .asText();
        if (destinations.containsValue(arn)) {
            return Reply.json(409, AmazonFarSide.error(409));
        }
        String id = "destination-" + ++made;
        destinations.put(id, arn);
        return payload(destination(id, arn));
    }

    private Reply destinations() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        destinations.forEach((id, arn) -> body.withArray("/payload").add(destination(id, arn)));
        return Reply.json(body.toString());
    }

    private static ObjectNode destination(String id, String arn) {
        ObjectNode destination =
                JsonNodeFactory.instance.objectNode().put("destinationId", id).put("name", "haat");
        destination.putObject("resource").putObject("sqs").put("arn", arn);
        return destination;
    }

    private Reply subscribe(Request request) {
        String type = type(request);
        if (subscriptions.containsKey(type)) {
            return Reply.json(409, AmazonFarSide.error(409));
        }
        JsonNode wish = AmazonFarSide.json(request.getBodyAsString());
        ObjectNode subscription = JsonNodeFactory.instance
                .objectNode()
                .put("subscriptionId", "subscription-" + ++made)
                .put("payloadVersion", wish.path("payloadVersion").asText())
                .put("destinationId", wish.path("destinationId").asText());
        subscriptions.put(type, subscription);
        return payload(subscription);
    }

    private Reply subscription(Request request) {
        ObjectNode found = subscriptions.get(type(request));
        return found == null ? Reply.json(404, AmazonFarSide.error(404)) : payload(found);
    }

    private Reply unsubscribe(Request request) {
        return subscriptions.remove(type(request)) == null
                ? Reply.json(404, AmazonFarSide.error(404))
                : Reply.json("{}");
    }

    private static String type(Request request) {
        return request.getUrl().split("[/?]")[4];
    }

    private static Reply payload(JsonNode payload) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("payload", payload);
        return Reply.json(body.toString());
    }
}
