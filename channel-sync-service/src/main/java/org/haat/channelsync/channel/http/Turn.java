package org.haat.channelsync.channel.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whose turn it is to write. A replica that was frozen with a call half made, while another took over its account, would
 * send an old value after newer ones when it wakes: so a write asks once more before it leaves, and last when its body does.
 */
public final class Turn {
    private static final BooleanSupplier ALWAYS = Turn::always;
    private static final ThreadLocal<BooleanSupplier> CURRENT = ThreadLocal.withInitial(() -> ALWAYS);

    private Turn() {}

    private static boolean always() {
        return true;
    }

    /** Does work whose writes leave only while the turn lasts. May be asked from any thread. */
    public static <T> T during(BooleanSupplier lasts, Supplier<T> work) {
        CURRENT.set(lasts);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** The turn of the work that this thread does; outside of any it lasts always. */
    static BooleanSupplier current() {
        return CURRENT.get();
    }

    /** A body that is not sent when the turn is over by then: a request without its body is none. */
    record Body(BodyPublisher body, BooleanSupplier lasts) implements BodyPublisher {
        private static final Flow.Subscription NOTHING_COMES = new Flow.Subscription() {
            @Override
            public void request(long items) {
                // there is nothing to give
            }

            @Override
            public void cancel() {
                // nor to stop
            }
        };

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            if (lasts.getAsBoolean()) {
                body.subscribe(subscriber);
            } else {
                subscriber.onSubscribe(NOTHING_COMES);
                subscriber.onError(new Over());
            }
        }
    }

    /** Another replica serves the account by now. */
    static final class Over extends IOException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("Another replica serves the account by now");
        }
    }
}
