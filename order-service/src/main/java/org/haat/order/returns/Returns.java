package org.haat.order.returns;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.event.ChannelReturn;
import org.haat.order.order.Order;

/** Returns, behind the scope of whoever asks. */
@ApplicationScoped
public class Returns implements PanacheRepositoryBase<OrderReturn, UUID> {
    Optional<OrderReturn> lockByRemote(String account, String remoteReturnId) {
        return find("account = ?1 and remoteReturnId = ?2", account, remoteReturnId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** @throws Problem 404 when the order has no such return */
    OrderReturn lock(Order order, UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .filter(found -> order.id().equals(found.orderId) || isOf(order, found))
                .orElseThrow(() -> Problem.notFound("return", id.toString()));
    }

    private static boolean isOf(Order order, OrderReturn found) {
        return found.orderId == null
                && order.account().equals(found.account)
                && order.remoteOrderId().equals(found.remoteOrderId);
    }

    /** Also those that came before the order did. */
    List<OrderReturn> ofOrder(Order order) {
        return list(
                "orderId = ?1 or (orderId is null and account = ?2 and remoteOrderId = ?3) order by createdAt, id",
                order.id(),
                order.account(),
                order.remoteOrderId());
    }

    /** The newest first. */
    List<OrderReturn> newest(boolean onlyOpen, int limit) {
        String open = "receivedAt is null and status <> ?1 ";
        return (onlyOpen
                        ? find(open + "order by createdAt desc, id desc", ChannelReturn.Status.CANCELLED)
                        : find("order by createdAt desc, id desc"))
                .page(0, limit)
                .list();
    }
}
