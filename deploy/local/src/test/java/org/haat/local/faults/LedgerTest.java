package org.haat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.event.Event;
import org.haat.event.EventType;
import org.haat.local.faults.Intents.Intent;
import org.haat.local.faults.Intents.Kind;
import org.haat.local.faults.Intents.Outcome;
import org.junit.jupiter.api.Test;

/** Each rule is broken once, so that a ledger that closes means something. */
class LedgerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<Intent> intents = new ArrayList<>(List.of(
            new Intent(1, Kind.RECEIPT, "A", 3, Outcome.ACK),
            new Intent(2, Kind.RECEIPT, "A", 2, Outcome.UNKNOWN),
            new Intent(3, Kind.PRICE, "A", 900, Outcome.ACK),
            new Intent(4, Kind.PRICE, "A", 800, Outcome.UNKNOWN),
            new Intent(5, Kind.PRICE, "A", 700, Outcome.REJECT),
            new Intent(6, Kind.ORDER, "amazon-in", 2, Outcome.ACK, List.of(order("O-1", 1), order("O-2", 1)))));
    private final List<Intents.Order> orders = new ArrayList<>(List.of(order("O-2", 1), order("O-1", 1)));
    private final Map<String, Ledger.Receipt> receipts = new HashMap<>(Map.of("drill-1", new Ledger.Receipt("A", 3)));
    private final List<Event> events = new ArrayList<>(List.of(
            event(EventType.LISTING_SNAPSHOT, 1, 0),
            event(EventType.STOCK_LEVEL, 1, 0),
            event(EventType.STOCK_LEVEL, 2, 3)));
    private final List<Long> seen = new ArrayList<>(List.of(1000L, 900L));
    private Ledger.Product product = new Ledger.Product(900, 1, 2, 3);

    private List<String> breaks() {
        return new Ledger(
                        intents,
                        receipts,
                        Map.of("A", product),
                        new TopicDump(events, 0),
                        Map.of("amazon-in", orders),
                        Map.of("amazon-in", Map.of("A", seen)))
                .breaks();
    }

    private static Event event(EventType type, long version, long available) {
        return new Event(
                "1.0",
                UUID.randomUUID(),
                "/catalog-service",
                type.id(),
                "x|A",
                Instant.EPOCH,
                "application/json",
                "x",
                null,
                JSON.createObjectNode().put("sku", "A").put("version", version).put("availableToSell", available));
    }

    @Test
    void closesWhenEveryAnswerCameTrueAndUnknownOnesWentEitherWay() {
        assertThat(breaks()).isEmpty();
        receipts.put("drill-2", new Ledger.Receipt("A", 2));
        product = new Ledger.Product(800, 1, 2, 3);
        assertThat(breaks()).isEmpty();
    }

    @Test
    void acceptedGoodsThatAreNotThereBreakI1() {
        receipts.clear();
        assertThat(breaks()).singleElement().asString().startsWith("[I1]").contains("drill-1");
    }

    @Test
    void refusedOrUnsentGoodsThatAreThereBreakI2() {
        intents.add(new Intent(7, Kind.RECEIPT, "A", 1, Outcome.REJECT));
        receipts.put("drill-7", new Ledger.Receipt("A", 1));
        receipts.put("drill-8", new Ledger.Receipt("A", 1));
        assertThat(breaks()).hasSize(2).allMatch(line -> line.startsWith("[I2]"));
    }

    @Test
    void goodsThatCountTwiceBreakI4() {
        receipts.put("drill-1", new Ledger.Receipt("A", 6));
        assertThat(breaks()).singleElement().asString().startsWith("[I4]");
    }

    @Test
    void priceThatWasRefusedOrOvertakenBreaksI1() {
        product = new Ledger.Product(700, 1, 2, 3);
        assertThat(breaks()).singleElement().asString().startsWith("[I1]").contains("[800, 900]");
        product = new Ledger.Product(1000, 1, 2, 3);
        assertThat(breaks()).singleElement().asString().startsWith("[I1]");
    }

    @Test
    void changeThatNobodyToldBreaksI3() {
        product = new Ledger.Product(900, 2, 2, 3);
        assertThat(breaks()).singleElement().asString().startsWith("[I3]").contains("told was 1");
    }

    @Test
    void versionLeftOutBreaksI3() {
        events.add(event(EventType.LISTING_SNAPSHOT, 3, 0));
        product = new Ledger.Product(900, 3, 2, 3);
        assertThat(breaks()).singleElement().asString().startsWith("[I3] Version 2");
    }

    @Test
    void lastWordThatIsNotTrueBreaksI3() {
        product = new Ledger.Product(900, 1, 2, 4);
        assertThat(breaks()).singleElement().asString().startsWith("[I3]");
    }

    @Test
    void twoThingsUnderOneIdBreakI3AndARepeatDoesNot() {
        Event told = events.get(2);
        events.add(told);
        assertThat(breaks()).isEmpty();
        assertThat(new TopicDump(events, 0).repeats()).isEqualTo(1);
        events.add(new Event(
                "1.0",
                told.id(),
                told.source(),
                told.type(),
                told.subject(),
                told.time(),
                told.datacontenttype(),
                told.agency(),
                null,
                JSON.createObjectNode().put("sku", "A").put("version", 1).put("availableToSell", 9)));
        assertThat(breaks()).singleElement().asString().startsWith("[I3] Two things");
    }

    @Test
    void orderThatABuyerWasPromisedAndNobodyCollectedBreaksI6() {
        orders.remove(0);
        assertThat(breaks()).singleElement().asString().startsWith("[I6]").contains("O-2 of amazon-in was never");
    }

    @Test
    void orderThatIsThereTwiceOrWithOtherGoodsBreaksI6() {
        orders.add(order("O-1", 1));
        assertThat(breaks())
                .singleElement()
                .asString()
                .startsWith("[I6]")
                .contains("O-1")
                .contains("twice");
        orders.removeIf(order -> order.id().equals("O-1"));
        orders.add(order("O-1", 2));
        assertThat(breaks()).singleElement().asString().startsWith("[I6]").contains("2 pieces for 1998 paise");
    }

    @Test
    void orderThatNobodyPlacedBreaksI6UnlessAWishWentUnanswered() {
        orders.add(order("O-3", 1));
        assertThat(breaks()).singleElement().asString().startsWith("[I6]").contains("O-3");
        intents.add(new Intent(7, Kind.ORDER, "flipkart", 5, Outcome.UNKNOWN));
        assertThat(breaks()).as("the other marketplace's wish").hasSize(1);
        intents.add(new Intent(8, Kind.ORDER, "amazon-in", 1, Outcome.REJECT));
        assertThat(breaks()).as("a refused wish places nothing").hasSize(1);
        intents.add(new Intent(9, Kind.ORDER, "amazon-in", 1, Outcome.UNKNOWN));
        assertThat(breaks()).isEmpty();
        orders.add(order("O-4", 1));
        assertThat(breaks()).singleElement().asString().startsWith("[I6] 2 orders");
    }

    private static Intents.Order order(String id, long pieces) {
        return new Intents.Order(id, pieces, 999 * pieces);
    }

    @Test
    void priceThatRisesAtAMarketplaceBreaksI5() {
        seen.add(1000L);
        assertThat(breaks()).singleElement().asString().startsWith("[I5] amazon-in");
    }
}
