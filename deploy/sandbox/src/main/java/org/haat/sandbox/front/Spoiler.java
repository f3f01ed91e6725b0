package org.haat.sandbox.front;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Delivery;
import org.haat.sandbox.unkindness.Fault;

/** Turns a true answer into the spoilt one that a fault asks for; the one place where answers go wrong. */
public final class Spoiler {
    private static final String GATEWAY_PAGE =
            "<html><head><title>%1$d Gateway</title></head><body><h1>%1$d Gateway</h1><p>The service is not here at the moment.</p></body></html>";

    private Spoiler() {}

    /** @param truth the marketplace's true answer; asked for only if the call takes effect */
    public static Delivery spoil(Fault fault, Partner partner, Supplier<Answer> truth) {
        Answer real = fault.takesEffect() ? truth.get() : Answer.empty(204);
        return switch (fault.fault()) {
            case THROTTLE -> Delivery.sent(partner.throttled(fault));
            case STATUS -> Delivery.sent(partner.failed(fault.number("status", 500)));
            case HANG -> new Delivery(real, Delivery.Manner.HELD_BACK, Duration.ZERO);
            case RESET -> new Delivery(real, Delivery.Manner.RESET, Duration.ZERO);
            case ERROR_IN_200 -> Delivery.sent(partner.errorInOk());
            case TRUNCATED ->
                Delivery.sent(real.withBody(Arrays.copyOf(real.body(), Math.max(1, real.body().length / 2))));
            case HTML -> Delivery.sent(html(fault.number("status", 503)));
            case HUGE -> Delivery.sent(huge(fault.number("megabytes", 10)));
            case REDIRECT ->
                Delivery.sent(Answer.empty(307).with("location", fault.text("location", "http://127.0.0.1:9/")));
            case WRONG_CHARSET ->
                Delivery.sent(real.withBody(real.bodyText().getBytes(StandardCharsets.UTF_16))
                        .with("content-type", "application/json; charset=utf-8"));
            case SLOW -> new Delivery(real, Delivery.Manner.SENT, Duration.ofMillis(fault.number("millis", 5_000)));
            default -> Delivery.sent(real);
        };
    }

    private static Answer html(int status) {
        return Answer.text(status, "text/html; charset=utf-8", GATEWAY_PAGE.formatted(status));
    }

    private static Answer huge(int megabytes) {
        int size = Math.min(megabytes, 64) * 1024 * 1024;
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        byte[] head = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, body, 0, head.length);
        body[size - 2] = '"';
        body[size - 1] = '}';
        return Answer.bytes(200, "application/json", body);
    }
}
