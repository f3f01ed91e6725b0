package org.haat.channelsync.channel.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What a broken connection means. Before the request left nothing can have happened; after it, a write may have been carried
 * out, so that the only honest word is unknown.
 */
final class TransportFaults {
    private TransportFaults() {}

    static ChannelException fault(HttpCall call, Throwable cause) {
        if (has(cause, AnswerTooLarge.class)) {
            FailureKind kind = call.write() ? FailureKind.UNKNOWN : FailureKind.PROTOCOL;
            return exception(kind, call, "answered with a body beyond the limit", "ANSWER_TOO_LARGE", cause);
        }
        if (has(cause, Turn.Over.class)) {
            return exception(FailureKind.TEMPORARY, call, "was not sent: its turn was over", "TURN_OVER", cause);
        }
        if (has(cause, CertificateException.class)) {
            return exception(
                    FailureKind.PROTOCOL,
                    call,
                    "met a certificate that is not trusted",
                    "UNTRUSTED_CERTIFICATE",
                    cause);
        }
        if (neverSent(cause)) {
            return exception(FailureKind.TEMPORARY, call, "could not connect", "NO_CONNECTION", cause);
        }
        FailureKind kind = call.write() ? FailureKind.UNKNOWN : FailureKind.TEMPORARY;
        return exception(kind, call, "left and no whole answer came", "NO_ANSWER", cause);
    }

    private static boolean neverSent(Throwable cause) {
        return has(cause, HttpConnectTimeoutException.class)
                || has(cause, ConnectException.class)
                || has(cause, UnknownHostException.class)
                || has(cause, UnresolvedAddressException.class)
                || has(cause, SSLHandshakeException.class);
    }

    private static boolean has(@Nullable Throwable cause, Class<? extends Throwable> type) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static ChannelException exception(
            FailureKind kind, HttpCall call, String what, String code, Throwable cause) {
        String message = call.operation() + " " + what + " (" + cause.getClass().getSimpleName() + ")";
        return new ChannelException(kind, message, code, null, cause);
    }

    /** The body went past the limit. */
    static final class AnswerTooLarge extends java.io.IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLarge(long limit) {
            super("More than " + limit + " bytes");
        }
    }
}
