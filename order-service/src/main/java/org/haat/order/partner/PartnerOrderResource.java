package org.haat.order.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.haat.order.order.TakeOrder;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Where partners post orders. Open to anybody in HTTP's sense: the signature says who it is. A 2xx means that the order is
 * stored; whatever goes wrong before that is a 4xx or a 503; 429 and 503 carry {@code Retry-After}.
 */
@Path("/partner/v1/orders")
public class PartnerOrderResource {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_DIGITS = 18;
    private static final String NO_PARTNER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private final Partners partners;
    private final TakePartnerOrder takePartnerOrder;
    private final MessageRate rate;
    private final Vault vault;
    private final Clock clock;
    private final MeterRegistry meters;

    public PartnerOrderResource(
            Partners partners,
            TakePartnerOrder takePartnerOrder,
            MessageRate rate,
            Vault vault,
            Clock clock,
            MeterRegistry meters) {
        this.partners = partners;
        this.takePartnerOrder = takePartnerOrder;
        this.rate = rate;
        this.vault = vault;
        this.clock = clock;
        this.meters = meters;
    }

    /** @param orderId ours, for questions */
    public record Receipt(UUID orderId, TakeOrder.Outcome outcome) {}

    private record Sender(UUID partnerId, String agency, int perMinute) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Receipt post(@Context HttpHeaders headers, InputStream body) throws IOException {
        try {
            refuseAnnounced(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
            // No more is read than may be taken, whatever the sender's Content-Length said.
            Receipt receipt = take(headers, body.readNBytes(MOST_BYTES + 1));
            count(receipt.outcome().name());
            return receipt;
        } catch (Problem | JsonProcessingException e) {
            count("REFUSED");
            throw e;
        }
    }

    private Receipt take(HttpHeaders headers, byte[] bytes) throws JsonProcessingException {
        refuseEncoding(headers);
        refuseSize(bytes);
        Map<String, List<String>> values = lowerCase(headers);
        Signature signature = Signature.read(values);
        String code = Signature.one(values, Signature.PARTNER, "[a-z0-9.-]{3,80}", "a partner's code");
        String body = text(bytes);
        Sender sender = verify(code, signature, body);
        refuseTooMany(sender);
        TakeOrder.Taken taken = inAgency(sender, signature.id(), body);
        return new Receipt(taken.orderId(), taken.outcome());
    }

    private TakeOrder.Taken inAgency(Sender sender, String webhookId, String body) throws JsonProcessingException {
        try {
            return Scope.agency(sender.agency(), () -> takePartnerOrder.take(sender.partnerId(), webhookId, body));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof JsonProcessingException json) {
                throw json;
            }
            throw e;
        }
    }

    private void refuseTooMany(Sender sender) {
        Duration wait = rate.take(sender.partnerId(), sender.perMinute());
        if (!wait.isZero()) {
            throw Problem.tooOften(
                    "This partner may post " + sender.perMinute()
                            + " messages a minute. Nothing was stored; send the same message again later.",
                    wait.plusMillis(999).toSeconds());
        }
    }

    /** Says the same to whoever is unknown, shut out or signed wrongly: none of them learns which. */
    private Sender verify(String code, Signature signature, String body) {
        Instant now = clock.instant();
        Candidate candidate =
                Scope.system(() -> QuarkusTransaction.requiringNew().call(() -> candidate(code, now)));
        boolean fits = signature.fits(body, candidate.secrets());
        if (!fits || candidate.sender().isEmpty()) {
            Log.warnf("Partner message refused: signature partner=%s webhookId=%s", code, signature.id());
            throw unauthorized(Signature.SIGNATURE, "does not fit this body under a secret of this partner in force");
        }
        if (!signature.isTimely(now)) {
            Log.warnf("Partner message refused: timestamp partner=%s webhookId=%s", code, signature.id());
            throw unauthorized(Signature.TIMESTAMP, "is more than 300 seconds from now; sign anew when you repeat");
        }
        return candidate.sender().get();
    }

    /** @param secrets never empty, so that an unknown partner costs as much time as a known one */
    private record Candidate(Optional<Sender> sender, List<String> secrets) {}

    private Candidate candidate(String code, Instant now) {
        Optional<Partner> partner = partners.byCode(code).filter(Partner::isEnabled);
        List<String> secrets = partner.map(known -> known.liveSecrets(now)).orElse(List.of()).stream()
                .map(secret -> secret.open(vault))
                .toList();
        return secrets.isEmpty()
                ? new Candidate(Optional.empty(), List.of(NO_PARTNER_SECRET))
                : new Candidate(
                        partner.map(
                                known -> new Sender(known.id, known.agency(), rate.perMinute(known.messagesPerMinute))),
                        secrets);
    }

    private static Problem unauthorized(String header, String message) {
        return new Problem(
                401,
                "webhook-unauthorized",
                header + " " + message + ".",
                List.of(new Problem.Fault(header, "webhook-unauthorized", message, null)));
    }

    private static void refuseEncoding(HttpHeaders headers) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !"identity".equalsIgnoreCase(encoding.strip())) {
            throw new Problem(
                    415,
                    "unsupported-encoding",
                    "Content-Encoding: send the body as it is, not compressed.",
                    List.of());
        }
    }

    /** Not a byte is read of what says that it is too much. */
    private static void refuseAnnounced(@Nullable String length) {
        if (length != null && (length.length() > MOST_DIGITS || Long.parseLong(length) > MOST_BYTES)) {
            throw tooLarge();
        }
    }

    private static Problem tooLarge() {
        return new Problem(
                413, "too-large", "The body is larger than " + MOST_BYTES + " bytes. Split the order.", List.of());
    }

    private static void refuseSize(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        if (bytes.length == 0) {
            throw Problem.badRequest("empty-body", "The body is empty.");
        }
    }

    private static Map<String, List<String>> lowerCase(HttpHeaders headers) {
        Map<String, List<String>> values = new HashMap<>();
        headers.getRequestHeaders().forEach((name, list) -> values.put(name.toLowerCase(Locale.ROOT), list));
        return values;
    }

    /** Bytes that are no UTF-8 are refused, so that the text stands for the bytes exactly. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("not-utf-8", "The body is not UTF-8.");
        }
    }

    private void count(String outcome) {
        meters.counter("haat.partner.messages", "outcome", outcome).increment();
    }
}
