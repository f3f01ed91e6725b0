package org.haat.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StockSheetTest {
    private static final Movement.Order ORDER = new Movement.Order("o1", "l1", "amazon-in");

    @Test
    void countWritesTheDifference() {
        StockSheet sheet = sheet(Map.of());
        assertThat(sheet.count("m1", "A", "WH", 10, "anita")).isTrue();
        assertThat(sheet.count("m2", "A", "WH", 7, "anita")).isTrue();
        assertThat(sheet.written())
                .extracting(row -> row.movement().kind() + " " + row.movement().quantity())
                .containsExactly("OPENING 10", "ADJUST -3");
        assertThat(item(sheet).onHand()).isEqualTo(7);
    }

    @Test
    void sameMovementTwiceIsAppliedOnce() {
        StockSheet sheet = sheet(Map.of());
        assertThat(sheet.receive("m1", "A", "WH", 5, "anita")).isTrue();
        assertThat(sheet.receive("m1", "A", "WH", 5, "anita")).isFalse();
        assertThat(item(sheet).onHand()).isEqualTo(5);
    }

    @Test
    void reservationIsGrantedWholeOrNotAtAll() {
        StockSheet sheet = sheet(Map.of("WH", 3));
        assertThat(sheet.reserve("r1", "A", 4, ORDER, "s")).isFalse();
        assertThat(sheet.reserve("r2", "A", 2, ORDER, "s")).isTrue();
        assertThat(sheet.reserve("r3", "A", 2, ORDER, "s")).isFalse();
        assertThat(item(sheet).availableToSell()).isEqualTo(1);
    }

    @Test
    void shippingEmptiesTheFullestLocationFirst() {
        StockSheet sheet = sheet(Map.of("KIOSK", 2, "WH", 3));
        sheet.ship("s1", "A", 4, ORDER, "s");
        assertThat(sheet.at("A", "WH")).isZero();
        assertThat(sheet.at("A", "KIOSK")).isEqualTo(1);
        assertThat(item(sheet).onHand()).isEqualTo(1);
    }

    @Test
    void unknownSkuMovesNothing() {
        StockSheet sheet = sheet(Map.of());
        assertThat(sheet.reserve("r1", "GONE", 1, ORDER, "s")).isFalse();
        assertThat(sheet.count("m1", "GONE", "WH", 3, "s")).isFalse();
        assertThat(sheet.written()).isEmpty();
    }

    @Test
    void countBelowWhatIsHeldLeavesNothingToSell() {
        StockSheet sheet = sheet(Map.of("WH", 5));
        assertThat(sheet.reserve("r1", "A", 4, ORDER, "s")).isTrue();
        assertThat(sheet.count("m1", "A", "WH", 2, "anita")).isTrue();
        assertThat(item(sheet).availableToSell()).isZero();
    }

    /** Whatever happens in whatever order: never below nought, places add up, no more granted than there was. */
    @Property
    void ledgerAlwaysAddsUp(@ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> acts, @ForAll long seed) {
        StockSheet sheet = sheet(Map.of("KIOSK", 4, "WH", 6));
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < acts.size(); i++) {
            act(sheet, acts.get(i), "m" + random.nextInt(80), 1 + random.nextInt(6));
            StockItem item = item(sheet);
            assertThat(item.onHand()).isNotNegative().isEqualTo(sheet.at("A", "WH") + sheet.at("A", "KIOSK"));
            assertThat(item.reserved()).isNotNegative();
        }
        int moved = sheet.written().stream()
                .filter(row -> row.movement().location() != null)
                .mapToInt(row -> row.movement().quantity())
                .sum();
        assertThat(item(sheet).onHand()).isEqualTo(10 + moved);
    }

    private static void act(StockSheet sheet, int act, String id, int pieces) {
        switch (act) {
            case 0 -> assertThat(sheet.count(id, "A", "WH", pieces, "p")).isIn(true, false);
            case 1 -> assertThat(sheet.receive(id, "A", "KIOSK", pieces, "p")).isIn(true, false);
            case 2 -> {
                int before = item(sheet).availableToSell();
                assertThat(sheet.reserve(id, "A", pieces, ORDER, "p") && before < pieces)
                        .isFalse();
            }
            case 3 -> assertThat(sheet.release(id, "A", pieces, ORDER, "p")).isIn(true, false);
            case 4 -> sheet.ship(id, "A", pieces, ORDER, "p");
            default -> sheet.takeBack(id, "A", "WH", pieces, ORDER, "p");
        }
    }

    private static StockItem item(StockSheet sheet) {
        return sheet.item("A").orElseThrow();
    }

    private static StockSheet sheet(Map<String, Integer> places) {
        int onHand = places.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, StockItem> items = new HashMap<>();
        items.put("A", new StockItem("A", 320, onHand, 0, onHand == 0 ? 0 : 1));
        Map<String, Map<String, Integer>> at = new HashMap<>();
        at.put("A", new LinkedHashMap<>(places));
        return new StockSheet("wb-prd", items, at, Set.of(), Set.of());
    }
}
