package org.haat.order.partner;

import jakarta.inject.Singleton;
import java.util.List;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.order.partner.PartnerEvent.Delivery;
import org.haat.order.partner.PartnerEvent.Line;
import org.haat.order.partner.PartnerEvent.Person;
import org.haat.order.partner.PartnerEvent.PlacedOrder;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Brings a partner's order into the form that orders of every channel have; the buyer is sealed here. */
@Singleton
public class PartnerOrders {
    private final Vault vault;

    public PartnerOrders(Vault vault) {
        this.vault = vault;
    }

    ChannelOrder canonical(Partner partner, PartnerEvent event, PlacedOrder placed) {
        Delivery delivery = placed.delivery();
        return new ChannelOrder(
                partner.agency(),
                partner.channel(),
                partner.channel(),
                placed.orderId(),
                null,
                placed.version() == null ? 1 : placed.version(),
                ChannelOrder.Status.UNSHIPPED,
                placed.placedAt(),
                event.timestamp(),
                null,
                placed.shipBy(),
                false,
                lines(placed.lines()),
                Money.inr(placed.totalPaise()),
                delivery == null ? null : delivery.state(),
                delivery == null ? null : delivery.pin(),
                buyer(partner, placed),
                false);
    }

    private static List<ChannelOrder.Line> lines(List<Line> lines) {
        return lines.stream()
                .map(line -> new ChannelOrder.Line(
                        line.lineId(),
                        line.sku(),
                        null,
                        line.quantity(),
                        0,
                        Money.inr(line.unitPricePaise()),
                        Money.inr(line.linePaise()),
                        null,
                        Money.inr(line.shipping()),
                        false))
                .toList();
    }

    private ChannelOrder.@Nullable SealedBuyer buyer(Partner partner, PlacedOrder placed) {
        Person person = placed.buyer();
        Delivery delivery = placed.delivery();
        if (person == null && delivery == null) {
            return null;
        }
        String context = "order|" + partner.channel() + '|' + placed.orderId();
        return new ChannelOrder.SealedBuyer(
                seal(person == null ? null : person.name(), context),
                seal(delivery == null ? null : delivery.line1(), context),
                seal(delivery == null ? null : delivery.line2(), context),
                seal(delivery == null ? null : delivery.city(), context),
                seal(person == null ? null : person.phone(), context),
                seal(person == null ? null : person.email(), context));
    }

    private @Nullable String seal(@Nullable String plain, String context) {
        return plain == null ? null : vault.seal(plain, context);
    }
}
