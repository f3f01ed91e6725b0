package org.haat.catalog.stock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locked rows of some SKUs while a transaction moves them. Knows the rules of stock and nothing of the database; an
 * unknown SKU has no row and moves nothing. {@link StockLedger} reads it and writes back what changed.
 */
public final class StockSheet {
    private final String agency;
    private final Map<String, StockItem> items;
    private final Map<String, Map<String, Integer>> onHandAt;
    private final Set<String> knownMovements;
    private final Set<String> listed;
    private final Set<String> opened = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<Place> changedPlaces = new LinkedHashSet<>();
    private final List<Written> written = new ArrayList<>();

    /** One SKU at one location. */
    record Place(String sku, String location) {}

    /** A movement and the totals after it. */
    record Written(Movement movement, StockItem after) {}

    /** @param listed SKUs that channels know */
    StockSheet(
            String agency,
            Map<String, StockItem> items,
            Map<String, Map<String, Integer>> onHandAt,
            Set<String> knownMovements,
            Set<String> listed) {
        this.agency = agency;
        this.items = items;
        this.onHandAt = onHandAt;
        this.knownMovements = new HashSet<>(knownMovements);
        this.listed = Set.copyOf(listed);
    }

    public String agency() {
        return agency;
    }

    public Optional<StockItem> item(String sku) {
        return Optional.ofNullable(items.get(sku));
    }

    /** Makes a row for a SKU that has none yet. */
    public void open(String sku, int districtLgd) {
        items.put(sku, new StockItem(sku, districtLgd, 0, 0, 0));
        opened.add(sku);
    }

    boolean isKnown(String movementId) {
        return knownMovements.contains(movementId);
    }

    /** Sets what was counted at a location; a known movement, or a count that finds what is written, changes nothing. */
    public boolean count(String movementId, String sku, String location, int counted, String person) {
        StockItem item = items.get(sku);
        int difference = counted - at(sku, location);
        if (item == null || difference == 0 || isKnown(movementId)) {
            return false;
        }
        Movement.Kind kind = item.version() == 0 ? Movement.Kind.OPENING : Movement.Kind.ADJUST;
        return move(new Movement(movementId, kind, sku, location, difference, null, null, person));
    }

    /** Brings goods in. A known movement changes nothing. */
    public boolean receive(String movementId, String sku, String location, int quantity, String person) {
        return move(new Movement(movementId, Movement.Kind.RECEIPT, sku, location, quantity, null, null, person));
    }

    /** Holds goods for a buyer if that many may be sold. */
    boolean reserve(String movementId, String sku, int quantity, Movement.Order order, String person) {
        StockItem item = items.get(sku);
        return item != null
                && item.availableToSell() >= quantity
                && move(new Movement(movementId, Movement.Kind.RESERVE, sku, null, quantity, order, null, person));
    }

    /** Gives back at most what is held. */
    boolean release(String movementId, String sku, int quantity, Movement.Order order, String person) {
        int held = Math.min(quantity, item(sku).map(StockItem::reserved).orElse(0));
        return held > 0 && move(new Movement(movementId, Movement.Kind.RELEASE, sku, null, -held, order, null, person));
    }

    /** Takes what left off the fullest locations, at most what is on hand. */
    void ship(String movementId, String sku, int quantity, Movement.Order order, String person) {
        if (isKnown(movementId)) {
            return;
        }
        int left = quantity;
        int part = 0;
        for (Map.Entry<String, Integer> place : fullestFirst(sku)) {
            int taken = Math.min(left, place.getValue());
            if (taken > 0) {
                String id = part++ == 0 ? movementId : movementId + '#' + part;
                move(new Movement(id, Movement.Kind.SHIP, sku, place.getKey(), -taken, order, null, person));
                left -= taken;
            }
        }
    }

    /** Puts what came back to be sold again at a location. */
    void takeBack(String movementId, String sku, String location, int quantity, Movement.Order order, String person) {
        move(new Movement(movementId, Movement.Kind.RETURN, sku, location, quantity, order, "RESTOCK", person));
    }

    /** The location that a SKU's returns go to: the fullest, or the first that it ever lay at. */
    Optional<String> homeOf(String sku) {
        return fullestFirst(sku).stream().map(Map.Entry::getKey).findFirst();
    }

    /** Items that were there before, after the changes. */
    public Collection<StockItem> changedItems() {
        return after(changed.stream().filter(sku -> !opened.contains(sku)).toList());
    }

    /** Those of them that channels know. */
    Collection<StockItem> changedAndListed() {
        return changedItems().stream()
                .filter(item -> listed.contains(item.sku()))
                .toList();
    }

    /** Where the goods of one SKU lie, the fullest location first. */
    Map<String, Integer> byLocation(String sku) {
        Map<String, Integer> byLocation = new LinkedHashMap<>();
        fullestFirst(sku).forEach(place -> byLocation.put(place.getKey(), place.getValue()));
        return byLocation;
    }

    /** Items that were not there before, after the changes. */
    Collection<StockItem> openedItems() {
        return after(opened);
    }

    private Collection<StockItem> after(Collection<String> skus) {
        return skus.stream().map(sku -> Objects.requireNonNull(items.get(sku))).toList();
    }

    List<Place> changedPlaces() {
        return List.copyOf(changedPlaces);
    }

    List<Written> written() {
        return List.copyOf(written);
    }

    int at(String sku, String location) {
        return onHandAt.getOrDefault(sku, Map.of()).getOrDefault(location, 0);
    }

    private boolean move(Movement movement) {
        StockItem before = items.get(movement.sku());
        if (before == null || !knownMovements.add(movement.movementId())) {
            return false;
        }
        StockItem after = before.after(movement);
        items.put(movement.sku(), after);
        changed.add(movement.sku());
        changePlace(movement.sku(), movement.location(), movement.quantity());
        written.add(new Written(movement, after));
        return true;
    }

    private void changePlace(String sku, @Nullable String location, int quantity) {
        if (location != null) {
            onHandAt.computeIfAbsent(sku, key -> new LinkedHashMap<>()).merge(location, quantity, Integer::sum);
            changedPlaces.add(new Place(sku, location));
        }
    }

    private List<Map.Entry<String, Integer>> fullestFirst(String sku) {
        Map<String, Integer> places = new HashMap<>(onHandAt.getOrDefault(sku, Map.of()));
        return places.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }
}
