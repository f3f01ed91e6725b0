package org.haat.channelsync.alert;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.haat.channelsync.channel.http.RetryAfter;
import org.haat.channelsync.database.Sql;

/** Carries a message out: to a webhook, signed after Standard Webhooks, or by e-mail. Never throws; what went wrong is the answer. */
@Singleton
public class Carriers {
    /** The receiver did not answer in time. */
    static final String SILENT = "SILENT";

    private static final int GONE = 410;
    private final HttpClient http;
    private final ReactiveMailer mailer;
    private final Destinations destinations;
    private final AlertConfig config;
    private final Sql sql;
    private final Clock clock;

    public Carriers(ReactiveMailer mailer, Destinations destinations, AlertConfig config, Sql sql, Clock clock) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER) // a redirect could lead into our own network
                .build();
        this.mailer = mailer;
        this.destinations = destinations;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param forGood to try again would not help
     * @param gone the receiver says that nothing should come any more
     * @param retryAfter the receiver wants to be left alone for so long, at least
     */
    record Answer(boolean taken, boolean forGood, boolean gone, String words, Duration retryAfter) {
        static Answer ofStatus(int status, Duration retryAfter) {
            boolean taken = status >= 200 && status < 300;
            return new Answer(taken, status == GONE, status == GONE, "HTTP " + status, retryAfter);
        }

        static Answer failed(String words) {
            return new Answer(false, false, false, words, Duration.ZERO);
        }
    }

    Answer send(Deliveries.Due due) {
        Optional<String> fault = destinations.fault(due.kind(), due.address());
        if (fault.isPresent()) {
            return Answer.failed(fault.get());
        }
        try {
            return due.kind() == Destinations.Kind.WEBHOOK ? post(due) : mail(due);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(SILENT);
        } catch (IOException | RuntimeException | EmptyWebhookSecretException | WebhookSigningException e) {
            Log.warnf("Alert delivery %s did not go out: %s", due.message(), e);
            return Answer.failed(name(e));
        }
    }

    /** What a page says in its reader's words; the log has the rest. */
    static String name(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "UNTRUSTED";
            }
            if (cause instanceof HttpTimeoutException
                    || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException
                    || cause instanceof SocketTimeoutException) {
                return SILENT;
            }
            if (cause instanceof IOException) {
                return "UNREACHABLE";
            }
        }
        return "FAILED";
    }

    private Answer post(Deliveries.Due due)
            throws IOException, InterruptedException, EmptyWebhookSecretException, WebhookSigningException {
        String secret = sql.system(() -> destinations.secretOf(due.destination()));
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(due.address()))
                .timeout(config.timeout())
                .header("content-type", "application/json")
                .header("user-agent", "Haat")
                .header("webhook-id", due.message())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", new Webhook(secret).sign(due.message(), timestamp, due.body()))
                .POST(HttpRequest.BodyPublishers.ofString(due.body()))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close(); // the status is all we need; the timeout ends at the headers, and a body may never end
        Duration retryAfter = response.headers()
                .firstValue("retry-after")
                .flatMap(value -> RetryAfter.read(value, clock.instant()))
                .orElse(Duration.ZERO);
        return Answer.ofStatus(response.statusCode(), retryAfter);
    }

    private Answer mail(Deliveries.Due due) {
        mailer.send(Mail.withText(due.address(), due.subject(), due.body())
                        .addHeader("Message-ID", '<' + due.message() + "@haat>")
                        .addHeader("Auto-Submitted", "auto-generated"))
                .await()
                .atMost(config.timeout());
        return new Answer(true, false, false, "SMTP", Duration.ZERO);
    }
}
