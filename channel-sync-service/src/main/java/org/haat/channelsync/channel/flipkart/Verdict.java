package org.haat.channelsync.channel.flipkart;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.flipkart.wire.ActionAnswer;

/** What Flipkart said of one shipment that it was asked to pack, dispatch or cancel. */
record Verdict(boolean done, String code, String words) {

    /**
     * @throws ChannelException {@code TEMPORARY} when it asks for another try, {@code UNKNOWN} when it does not name the
     *     shipment or uses a word that nobody described
     */
    static Verdict of(String shipmentId, ActionAnswer answer) {
        ActionAnswer.Result result = result(shipmentId, answer);
        String said = result.said().toUpperCase(Locale.ROOT);
        String code = Objects.requireNonNullElse(result.errorCode(), "UNNAMED");
        String words = "Flipkart refused shipment " + shipmentId + ": " + code + " "
                + Objects.requireNonNullElse(result.errorMessage(), "");
        if (said.equals("SUCCESS") || said.equals("WARNING")) {
            return new Verdict(true, "", "");
        }
        if (code.equals(FlipkartErrors.RETRY_CODE)) {
            throw new ChannelException(FailureKind.TEMPORARY, words, code, null, null);
        }
        if (!said.equals("FAILURE")) {
            throw new ChannelException(FailureKind.UNKNOWN, words, code, null, null);
        }
        return new Verdict(false, code, words);
    }

    private static ActionAnswer.Result result(String id, ActionAnswer answer) {
        List<ActionAnswer.Result> results = answer.shipments() == null ? List.of() : answer.shipments();
        return results.stream()
                .filter(result -> id.equals(result.shipmentId()))
                .findFirst()
                .orElseThrow(() ->
                        new ChannelException(FailureKind.UNKNOWN, "Flipkart's answer does not name shipment " + id));
    }
}
