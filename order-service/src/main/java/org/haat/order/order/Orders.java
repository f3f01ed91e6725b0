package org.haat.order.order;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Orders, behind the scope of whoever asks. */
@ApplicationScoped
public class Orders implements PanacheRepositoryBase<Order, UUID> {
    /**
     * What a list may be narrowed by; null means all.
     *
     * @param text the beginning of a remote order id
     * @param before only orders older than this place in the list
     */
    public record Search(
            @Nullable OrderState state,
            @Nullable String channel,
            @Nullable String account,
            @Nullable String sku,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text,
            @Nullable Attention attention,
            boolean onlyInNeed,
            @Nullable Place before) {}

    /** A place in the list, newest first. */
    public record Place(Instant placedAt, UUID id) {}

    /** Locks the row, so that one change at a time is made to an order. */
    public Optional<Order> lockByRemote(String account, String remoteOrderId) {
        return find("account = ?1 and remoteOrderId = ?2", account, remoteOrderId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The order of a return; a channel may name it, or only the buyer's whole order and the line. */
    public Optional<Order> lockOfReturn(
            String account, @Nullable String remoteOrderId, @Nullable String remoteGroupId, String remoteLineId) {
        Optional<Order> named = remoteOrderId == null ? Optional.empty() : lockByRemote(account, remoteOrderId);
        if (named.isPresent() || remoteGroupId == null) {
            return named;
        }
        return find(
                        "account = ?1 and remoteGroupId = ?2 and id in (select l.order.id from OrderLine l"
                                + " where l.order.account = ?1 and l.remoteLineId = ?3)",
                        account,
                        remoteGroupId,
                        remoteLineId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** @throws Problem 404 if the caller may not see such an order */
    public Order lock(UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("order", id.toString()));
    }

    /** @throws Problem 404 if the caller may not see such an order */
    public Order get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.notFound("order", id.toString()));
    }

    /** Open orders that wait for a SKU to be published. */
    List<Order> waitingForSku(String agency, String sku) {
        return find(
                        "agency = ?1 and id in (select l.order.id from OrderLine l"
                                + " where l.agency = ?1 and lower(l.sku) = ?2 and l.skuKnown = false)",
                        agency,
                        sku.toLowerCase(Locale.ROOT))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Newest first. */
    public List<Order> search(Search search, int limit) {
        List<String> conditions = new ArrayList<>();
        Parameters values = new Parameters();
        narrow(search, conditions, values);
        String where = conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
        return find(where + " order by placedAt desc, id desc", values)
                .page(0, limit)
                .list();
    }

    private static void narrow(Search search, List<String> conditions, Parameters values) {
        add(conditions, values, "state = :state", "state", search.state());
        add(conditions, values, "channel = :channel", "channel", search.channel());
        add(conditions, values, "account = :account", "account", search.account());
        add(conditions, values, "placedAt >= :from", "from", search.from());
        add(conditions, values, "placedAt < :to", "to", search.to());
        add(conditions, values, "left(remoteOrderId, length(:text)) = :text", "text", search.text());
        add(
                conditions,
                values,
                "id in (select l.order.id from OrderLine l where lower(l.sku) = :sku)",
                "sku",
                search.sku() == null ? null : search.sku().toLowerCase(Locale.ROOT));
        add(
                conditions,
                values,
                "array_contains(attention, :attention)",
                "attention",
                search.attention() == null ? null : search.attention().name());
        if (search.onlyInNeed()) {
            conditions.add("array_length(attention) > 0");
        }
        if (search.before() != null) {
            conditions.add("(placedAt < :placed or (placedAt = :placed and id < :last))");
            values.and("placed", search.before().placedAt())
                    .and("last", search.before().id());
        }
    }

    private static void add(
            List<String> conditions, Parameters values, String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.and(name, value);
        }
    }

    /** How many orders the caller sees in each state; every state is there. */
    public Map<OrderState, Long> countByState() {
        Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
        for (OrderState state : OrderState.values()) {
            counts.put(state, 0L);
        }
        List<Object[]> rows = getEntityManager()
                .createQuery("select o.state, count(*) from Order o group by o.state", Object[].class)
                .getResultList();
        rows.forEach(row -> counts.put((OrderState) row[0], (Long) row[1]));
        return counts;
    }

    public long countInNeed() {
        return count("array_length(attention) > 0");
    }
}
