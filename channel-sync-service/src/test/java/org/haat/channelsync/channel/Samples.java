package org.haat.channelsync.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.event.ChannelReturn;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;

/** Lines that the kit sends. */
public final class Samples {
    private Samples() {}

    public static ListingLine listing(String sku) {
        return new ListingLine(snapshot(sku), 5, "KITREMOTE0001");
    }

    public static ListingSnapshot snapshot(String sku) {
        return new ListingSnapshot(
                "wb-prd",
                sku,
                3,
                ListingSnapshot.State.ON_SALE,
                List.of("amazon-in", "flipkart", "memory"),
                "tant",
                Map.of("en", "Shantipuri tant cotton saree", "bn", "শান্তিপুরী তাঁত শাড়ি"),
                Map.of("en", "Light cotton saree with a fine patterned border, woven by a weavers' society in Nadia."),
                List.of("Light enough for summer", "Fine extra-weft border", "Woven by a weavers' society"),
                "Phulia Tangail",
                Map.of(
                        "material", "Cotton",
                        "colour", "White with red border",
                        "size", "5.5 m",
                        "technique", "Handloom weave",
                        "loom", "HANDLOOM",
                        "care", "Hand wash cold",
                        "net_quantity", "1 N",
                        "pack_contents", "1 saree"),
                "52083121",
                500,
                null,
                Money.inr(249_900),
                Money.inr(199_950),
                new ListingSnapshot.Parcel(450, 38, 28, 5),
                List.of(
                        new ListingSnapshot.Image("https://pictures.example.org/main.jpg", 1600, 1600, "00".repeat(32)),
                        new ListingSnapshot.Image(
                                "https://pictures.example.org/detail.jpg", 1600, 1600, "11".repeat(32))),
                new ListingSnapshot.Producer(
                        "P04", Map.of("en", "Shantipur Weavers' Society"), "PWCS", 312, "19", "P04"),
                new ListingSnapshot.Contact("Shantipur Weavers' Society", "Shantipur, Nadia", "741404", null, null),
                new ListingSnapshot.Contact("Shantipur Weavers' Society", "Shantipur, Nadia", "741404", null, null),
                "IN",
                4,
                "REGULAR");
    }

    public static StockLine stock(String sku, int quantity) {
        return new StockLine(sku, 7, quantity, 4, "KITREMOTE0001");
    }

    public static List<StockLine> stocks(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(n -> stock("HAAT-" + n, n))
                .toList();
    }

    public static PriceLine price(String sku, Money mrp, Money price) {
        return new PriceLine(sku, 7, mrp, price, "KITREMOTE0001");
    }

    public static OrderCancellation cancellation(String remoteOrderId, String remoteLineId) {
        return new OrderCancellation(
                "wb-prd",
                "account",
                "channel",
                "order",
                remoteOrderId,
                "cancellation-1",
                OrderCancellation.Cause.OUT_OF_STOCK,
                Instant.parse("2026-11-21T06:00:00Z"),
                List.of(new OrderCancellation.Line(remoteLineId, "HAAT-1", 2)));
    }

    public static RemoteReturn goodsBack(String id, ChannelReturn.Kind kind, ChannelReturn.Status status) {
        Instant at = Instant.parse("2026-11-21T05:00:00Z");
        return new RemoteReturn(
                id,
                at.toEpochMilli(),
                kind,
                status,
                status.name().toLowerCase(java.util.Locale.ROOT),
                "O-" + id,
                null,
                "LINE-" + id,
                2,
                "SIZE_ISSUE",
                null,
                null,
                null,
                null,
                at,
                at);
    }

    public static Shipment shipment(String remoteOrderId, String remoteLineId) {
        return new Shipment(
                "wb-prd",
                "account",
                "channel",
                "order",
                remoteOrderId,
                "shipment-1",
                "1",
                "India Post",
                "Speed Post",
                "EA123456789IN",
                Instant.parse("2026-11-21T06:00:00Z"),
                "WB/26-27/0001",
                LocalDate.parse("2026-11-21"),
                List.of(new Shipment.Line(remoteLineId, "HAAT-1", 2)));
    }
}
