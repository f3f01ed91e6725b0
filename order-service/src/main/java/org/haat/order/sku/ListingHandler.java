package org.haat.order.sku;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haat.event.EventJson;
import org.haat.event.ListingSnapshot;
import org.haat.event.Topics;
import org.haat.outbox.EventHandler;

/** Keeps the highest version of each listing; a new SKU is told to the lines that wait for it. */
@Singleton
public class ListingHandler implements EventHandler {
    private final KnownSkus skus;
    private final Event<SkuLearned> learned;

    public ListingHandler(KnownSkus skus, Event<SkuLearned> learned) {
        this.skus = skus;
        this.learned = learned;
    }

    @Override
    public String name() {
        return "known-skus";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CATALOG_LISTING);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public void apply(List<org.haat.event.Event> events) {
        events.forEach(event -> follow(EventJson.data(event, ListingSnapshot.class)));
    }

    private void follow(ListingSnapshot listing) {
        Optional<KnownSku> known = skus.find(listing.agency(), listing.sku());
        if (known.isPresent()) {
            known.get().follow(listing);
            return;
        }
        KnownSku sku = new KnownSku(listing);
        skus.persist(sku);
        learned.fire(new SkuLearned(sku));
    }
}
