package org.haat.channelsync.notification;

import io.quarkus.logging.Log;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;

/** Where channels push to. The signature is the caller's proof; nothing about an account is told to one without it. */
@Path("/notifications/{channel}/{account}")
public class NotificationResource {
    /** Notifications are a few kilobytes; a sender that must be answered within a second gets no more read. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final int MOST_DIGITS = 18;
    private final Accounts accounts;
    private final Channels channels;
    private final Notifications notifications;
    private final AnswerInTime inTime;
    private final Sql sql;
    private final Clock clock;
    private final String origin;

    public NotificationResource(
            Accounts accounts,
            Channels channels,
            Notifications notifications,
            AnswerInTime inTime,
            Sql sql,
            Clock clock,
            @ConfigProperty(name = "haat.origin") String origin) {
        this.accounts = accounts;
        this.channels = channels;
        this.notifications = notifications;
        this.inTime = inTime;
        this.sql = sql;
        this.clock = clock;
        this.origin = origin;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public Response receive(
            @PathParam("channel") String channel,
            @PathParam("account") String accountId,
            HttpServerRequest request,
            InputStream stream)
            throws IOException {
        Map<String, String> headers = headers(request);
        byte[] body = body(headers, stream);
        return inTime.of(() -> {
            keep(channel, accountId, headers, body);
            return Response.ok().build();
        });
    }

    /** Not a byte is read of what says that it is too much, and no more than may be of what does not say. */
    private static byte[] body(Map<String, String> headers, InputStream stream) throws IOException {
        String announced = headers.getOrDefault("content-length", "0");
        if (announced.length() > MOST_DIGITS || Long.parseLong(announced) > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] body = stream.readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    private static Problem tooLarge() {
        return new Problem(413, "too-large", "The body is larger than " + MOST_BYTES + " bytes.", List.of());
    }

    private record Addressee(ChannelAccount account, Account open) {}

    /** Two short transactions and no call to the partner: what a push is about is fetched later. */
    private void keep(String channel, String accountId, Map<String, String> headers, byte[] body) {
        Addressee to = find(channel, accountId);
        ChannelAccount account = to.account();
        NotificationVerifier verifier = channels.facet(channel, NotificationVerifier.class)
                .orElseThrow(() -> Problem.notFound("notification address", accountId));
        String url = origin + "/sync/notifications/" + channel + '/' + accountId;
        Optional<NotificationVerifier.Hint> hint = verifier.verify(to.open(), url, headers, body, clock.instant());
        if (hint.isEmpty()) {
            Log.warnf("A notification for account %s was not signed as it must be", account.id());
            throw new Problem(401, "bad-signature", "The signature or its time is wrong.", List.of());
        }
        sql.system(() -> {
            notifications.keep(account, hint.get(), new String(body, StandardCharsets.UTF_8));
            accounts.wake(account.id());
            return true;
        });
    }

    private Addressee find(String channel, String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("notification address", id);
        }
        return sql.system(() -> accounts.find(uuid)
                        .filter(account -> account.channel().equals(channel))
                        .map(account -> new Addressee(account, accounts.open(account))))
                .orElseThrow(() -> Problem.notFound("notification address", id));
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }
}
