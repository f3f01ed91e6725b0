package org.haat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    @TempDir
    Path folder;

    @Test
    void callsAreCountedByChannelAndAHalfLineIsLeftOut() throws Exception {
        CallLog log = log("""
                {"partner":"amazon-in","path":"/amazon/a","status":200}
                {"partner":"flipkart","path":"/flipkart/a","status":500}
                {"partner":"amazon-in","path":"/amazon/b","status":429}
                {"partner":"amazon-in","pa""");

        assertThat(log.counts()).containsEntry("amazon-in", 2L).containsEntry("flipkart", 1L);
    }

    @Test
    void onlyAnAcceptedCallSaysThatAnOrderWasShipped() throws Exception {
        CallLog log = log("""
                {"path":"/amazon/orders/v0/orders/403-1/shipmentConfirmation","status":429}
                {"path":"/amazon/orders/v0/orders/403-2/shipmentConfirmation","status":204}
                {"path":"/flipkart/sellers/v3/shipments/dispatch","status":200,"body":{"shipmentIds":["a","b"]}}
                {"path":"/flipkart/sellers/v3/shipments/labels","status":200,"body":{"shipments":[{"shipmentId":"c"}]}}
                """);

        assertThat(log.shippingAccepted()).containsExactlyInAnyOrder("403-2", "a", "b");
    }

    @Test
    void refusalInsideAnAnswerIsNotAcceptedAndALostAnswerIsNeither() throws Exception {
        CallLog log = log("""
                {"path":"/flipkart/sellers/v3/shipments/dispatch","status":200,"body":{"shipmentIds":["a","b"]},\
                "answer":{"shipments":[{"shipmentId":"a","status":"FAILURE"},{"shipmentId":"b","status":"SUCCESS"}]}}
                {"path":"/flipkart/sellers/v3/shipments/dispatch","status":0,"body":{"shipmentIds":["c"]},"answer":"(none)"}
                {"path":"/amazon/orders/v0/orders/403-1/shipmentConfirmation","status":0}
                """);

        assertThat(log.shippingAccepted()).containsExactly("b");
        assertThat(log.shippingUnanswered()).containsExactlyInAnyOrder("c", "403-1");
    }

    private CallLog log(String lines) throws Exception {
        return new CallLog(Files.writeString(folder.resolve("calls.jsonl"), lines));
    }
}
