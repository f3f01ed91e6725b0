package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventType;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;
import org.haat.event.Topics;
import org.haat.outbox.EventHandler;

/** Takes the catalogue's snapshots and stock figures; a version fence drops what is old, so that no inbox is needed. */
@Singleton
public class CatalogueEvents implements EventHandler {
    private final Products products;
    private final CatalogueFollower follower;

    public CatalogueEvents(Products products, CatalogueFollower follower) {
        this.products = products;
        this.follower = follower;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public void apply(List<Event> events) {
        Map<String, ListingSnapshot> snapshots = new LinkedHashMap<>();
        Map<String, StockLevel> levels = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.type().equals(EventType.LISTING_SNAPSHOT.id())) {
                ListingSnapshot snapshot = EventJson.data(event, ListingSnapshot.class);
                snapshots.merge(event.subject(), snapshot, (a, b) -> a.version() > b.version() ? a : b);
            } else {
                StockLevel level = EventJson.data(event, StockLevel.class);
                levels.merge(event.subject(), level, (a, b) -> a.version() > b.version() ? a : b);
            }
        }
        follower.follow(newest(snapshots.values(), levels.values()));
    }

    /** Products that changed; a product in both halves comes back once, as it stands after both. */
    private Collection<Product> newest(Collection<ListingSnapshot> snapshots, Collection<StockLevel> levels) {
        Map<String, Product> changed = new LinkedHashMap<>();
        if (!snapshots.isEmpty()) {
            products.keepSnapshots(List.copyOf(snapshots)).forEach(p -> changed.put(p.agency() + '|' + p.sku(), p));
        }
        if (!levels.isEmpty()) {
            products.keepStock(List.copyOf(levels)).forEach(p -> changed.put(p.agency() + '|' + p.sku(), p));
        }
        return changed.values();
    }
}
