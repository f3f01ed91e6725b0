package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haat.catalog.sql.Sql;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;
import org.haat.outbox.Outbox;

/** Tells what may be sold now, as an absolute number, of SKUs that were ever published. */
@Singleton
public class StockEvents {
    private final Outbox outbox;
    private final Sql sql;

    public StockEvents(Outbox outbox, Sql sql) {
        this.outbox = outbox;
        this.sql = sql;
    }

    /** Tells of those among the items that channels know. */
    @Transactional(TxType.MANDATORY)
    public void tellIfListed(String agency, Collection<StockItem> items) {
        if (items.isEmpty()) {
            return;
        }
        Set<String> listed = new HashSet<>(sql.list(
                "SELECT sku FROM product WHERE agency = ? AND sku = ANY (?) AND listing_version > 0",
                row -> row.getString(1),
                agency,
                items.stream().map(StockItem::sku).toList()));
        tell(agency, items.stream().filter(item -> listed.contains(item.sku())).toList());
    }

    @Transactional(TxType.MANDATORY)
    public void tell(String agency, Collection<StockItem> items) {
        List<Outbox.Entry> entries = items.stream()
                .map(item -> new Outbox.Entry(
                        EventType.STOCK_LEVEL,
                        EventKey.ofSku(agency, item.sku()),
                        agency,
                        new StockLevel(agency, item.sku(), item.version(), item.availableToSell())))
                .toList();
        if (!entries.isEmpty()) {
            outbox.append(entries);
        }
    }
}
