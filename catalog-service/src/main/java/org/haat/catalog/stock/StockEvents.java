package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;
import org.haat.outbox.Outbox;

/** Tells what may be sold now, as an absolute number; callers tell of SKUs that were ever published. */
@Singleton
public class StockEvents {
    private final Outbox outbox;

    public StockEvents(Outbox outbox) {
        this.outbox = outbox;
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
