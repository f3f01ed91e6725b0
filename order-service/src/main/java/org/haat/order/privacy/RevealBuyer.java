package org.haat.order.privacy;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.edge.Problem;
import org.haat.order.order.Buyer;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.order.security.Person;
import org.haat.vault.SealBrokenException;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Opens a buyer's data for a person who says why; the look is written down in the same transaction. */
@ApplicationScoped
public class RevealBuyer {
    private final Orders orders;
    private final BuyerReveals reveals;
    private final Vault vault;
    private final Person person;
    private final Clock clock;

    public RevealBuyer(Orders orders, BuyerReveals reveals, Vault vault, Person person, Clock clock) {
        this.orders = orders;
        this.reveals = reveals;
        this.vault = vault;
        this.person = person;
        this.clock = clock;
    }

    /** @throws Problem 404 unknown order, 409 if there is no buyer's data to show or it cannot be opened */
    @Transactional
    public Buyer reveal(UUID orderId, String reason) {
        Order order = orders.get(orderId);
        Buyer buyer = open(order)
                .orElseThrow(() -> Problem.conflict(
                        "no-buyer-data", "The channel has given no buyer's data, or has not confirmed the payment."));
        reveals.persistAndFlush(new BuyerReveal(order, clock.instant(), person.name(), reason, fields(buyer)));
        Log.infof("Buyer revealed agency=%s orderId=%s by=%s", order.agency(), orderId, person.name());
        return buyer;
    }

    private Optional<Buyer> open(Order order) {
        try {
            return order.openBuyer(vault);
        } catch (SealBrokenException e) {
            Log.warnf("Buyer cannot be opened orderId=%s: %s", order.id(), e.getMessage());
            throw Problem.conflict(
                    "seal-broken",
                    "The buyer's data was sealed under a key that this service does not have. Ask operations to add it.");
        }
    }

    private static String fields(Buyer buyer) {
        return Stream.of(
                        name("name", buyer.name()),
                        name("addressLine1", buyer.addressLine1()),
                        name("addressLine2", buyer.addressLine2()),
                        name("city", buyer.city()),
                        name("phone", buyer.phone()),
                        name("email", buyer.email()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
    }

    private static Optional<String> name(String field, @Nullable String value) {
        return value == null ? Optional.empty() : Optional.of(field);
    }
}
