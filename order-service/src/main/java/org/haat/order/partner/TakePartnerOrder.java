package org.haat.order.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.order.order.TakeOrder;
import org.haat.order.order.TakeOrder.Outcome;
import org.haat.order.order.TakeOrder.Taken;

/**
 * Takes a partner's message whose signature was found good: once per {@code webhook-id}, the order, its events and the
 * memory of the message in one transaction.
 */
@ApplicationScoped
public class TakePartnerOrder {
    private final Partners partners;
    private final PartnerMessages messages;
    private final PartnerEventReader reader;
    private final PartnerOrders partnerOrders;
    private final TakeOrder takeOrder;
    private final Clock clock;

    public TakePartnerOrder(
            Partners partners,
            PartnerMessages messages,
            PartnerEventReader reader,
            PartnerOrders partnerOrders,
            TakeOrder takeOrder,
            Clock clock) {
        this.partners = partners;
        this.messages = messages;
        this.reader = reader;
        this.partnerOrders = partnerOrders;
        this.takeOrder = takeOrder;
        this.clock = clock;
    }

    /**
     * @return the same for every repeat of the message
     * @throws Problem 4xx; nothing was written then
     */
    @Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public Taken take(UUID partnerId, String webhookId, String body) throws JsonProcessingException {
        Partner partner = partners.get(partnerId);
        String sha256 = sha256(body);
        messages.lock(partner, "message|" + webhookId);
        PartnerMessage known = messages.findById(new PartnerMessage.Key(partnerId, webhookId));
        if (known != null) {
            return repeated(known, partner, sha256);
        }
        Taken taken = apply(partner, reader.envelope(body));
        messages.persistAndFlush(new PartnerMessage(partner, webhookId, sha256, taken, clock.instant()));
        return taken;
    }

    private static Taken repeated(PartnerMessage known, Partner partner, String sha256) {
        if (!known.bodySha256.equals(sha256)) {
            Log.warnf(
                    "ALERT Partner used a message id again for another body partner=%s webhookId=%s",
                    partner.code, known.key.webhookId());
            throw Problem.conflict(
                    "webhook-id-reused",
                    "webhook-id: this id was used for another body. Give each message an id of its own.");
        }
        return new Taken(known.orderId, known.outcome);
    }

    private Taken apply(Partner partner, PartnerEvent event) throws JsonProcessingException {
        if (PartnerEvent.CANCELLED.equals(event.type())) {
            PartnerEvent.CancelledOrder cancelled = reader.cancelled(event.data());
            messages.lock(partner, "order|" + cancelled.orderId());
            UUID id = takeOrder.cancelByPartner(partner.channel(), cancelled.orderId(), cancelled.reason());
            return new Taken(id, Outcome.CHANGED);
        }
        PartnerEvent.PlacedOrder placed = reader.placed(event.data(), partner.agency());
        messages.lock(partner, "order|" + placed.orderId());
        Taken taken = takeOrder.take(partnerOrders.canonical(partner, event, placed), partner.channel());
        if (taken.outcome() == Outcome.CLASH) {
            throw Problem.conflict(
                    "version-reused",
                    "data.version: this version of the order was sent with other lines or another total."
                            + " Send a change with a higher version.");
        }
        if (taken.outcome() == Outcome.CREATED && partner.autoAccept) {
            takeOrder.acceptBySetting(taken.orderId());
        }
        return taken;
    }

    private static String sha256(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
