package org.haat.channelsync.channel.csvdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDropChannelTest {
    private static final String HEADER = "order_no,placed_at,sku,quantity,unit_price,status,pin,buyer_name\r\n";
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");

    @TempDir
    Path root;

    private CsvDropChannel channel;
    private Path home;

    @BeforeEach
    void newChannel() throws IOException {
        channel = new CsvDropChannel(
                CsvDropConfig.of(Optional.of(root.toString()), Set.of()),
                HttpParts.inProcess(clock).withPause(clock.pause()));
        home = root.resolve("wb-prd/bazaar");
        Files.createDirectories(home.resolve("in"));
    }

    private static Account account(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("folder", "bazaar"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new Account(UUID.fromString("00000000-0000-0000-0000-00000000000a"), "wb-prd", all, Map.of());
    }

    @Test
    void fileIsWhatThePartnerAgreedTo() throws IOException {
        Account excel = account("separator", "semicolon", "bom", "yes", "columns", "sku=Item code; stock=Qty");

        channel.setStock(excel, List.of(Samples.stock("HAAT-1", 3), Samples.stock("HAAT-2", 0)));

        assertThat(Files.readString(only("out")))
                .isEqualTo(
                        "\uFEFFItem code;Qty;updated_at\r\nHAAT-1;3;2026-11-21T06:00:00Z\r\nHAAT-2;0;2026-11-21T06:00:00Z\r\n");
        assertThat(only("out").getFileName().toString()).isEqualTo("stock-20261121T060000000Z.csv");
        assertThat(only("sent")).hasSameBinaryContentAs(only("out"));
    }

    @Test
    void cellNeverBecomesAFormulaAndStaysOnItsLine() throws IOException {
        channel.put(account(), List.of(titled("HAAT-1", "=HYPERLINK(\"http://x\")\nsecond line")));

        assertThat(Files.readString(only("out")))
                .contains("HAAT-1,\"'=HYPERLINK(\"\"http://x\"\") second line\",2499.00,1999.50,5,active,");
        List<Outcome> unsafe = channel.setStock(account(), List.of(Samples.stock("-1+2", 3)));
        assertThat(unsafe).extracting(Outcome::status).containsExactly(Outcome.Status.REJECTED);
        assertThat(names("out")).hasSize(1);
    }

    private static ListingLine titled(String sku, String title) {
        ListingLine line = Samples.listing(sku);
        var s = line.listing();
        return new ListingLine(
                new org.haat.event.ListingSnapshot(
                        s.agency(),
                        s.sku(),
                        s.version(),
                        s.state(),
                        s.channels(),
                        s.craft(),
                        Map.of("en", title),
                        s.description(),
                        s.bullets(),
                        s.brand(),
                        s.attributes(),
                        s.hsn(),
                        s.gstRateBasisPoints(),
                        s.gtin(),
                        s.mrp(),
                        s.price(),
                        s.parcel(),
                        s.images(),
                        s.producer(),
                        s.manufacturer(),
                        s.packer(),
                        s.countryOfOrigin(),
                        s.leadTimeDays(),
                        s.procurement()),
                line.quantity(),
                line.remoteId());
    }

    @Test
    void filesOfOneMillisecondRiseByName() {
        channel.setStock(account(), List.of(Samples.stock("HAAT-1", 3)));
        channel.setStock(account(), List.of(Samples.stock("HAAT-1", 2)));

        assertThat(names("out")).containsExactly("stock-20261121T060000000Z.csv", "stock-20261121T060000001Z.csv");
    }

    @Test
    void partnerThatTakesNothingAwayStopsUsBeforeTheDiskDoes() throws IOException {
        Files.createDirectories(home.resolve("out"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(home.resolve("out/old-" + i + ".csv"));
        }

        List<Outcome> outcomes = channel.setStock(account(), List.of(Samples.stock("HAAT-1", 3)));

        assertThat(outcomes.get(0).issues().get(0).message()).contains("has not taken");
        assertThat(names("out")).hasSize(1_000);
    }

    @Test
    void fileThatCannotBeFinishedIsNotThereAtAll() throws IOException {
        Files.createDirectories(home.resolve("out/taken.csv.part/in-the-way"));
        try (Depot depot = FolderDepot.open(root, account(), DropSettings.of(account()))) {
            assertThatThrownBy(() -> depot.publish(Depot.Folder.OUT, "taken.csv", new byte[10]))
                    .isInstanceOf(IOException.class);
            assertThat(depot.list(Depot.Folder.OUT)).isEmpty();

            depot.publish(Depot.Folder.OUT, "once.csv", new byte[1]);
            assertThatThrownBy(() -> depot.publish(Depot.Folder.OUT, "once.csv", new byte[2]))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void nobodyLeavesTheirFolder() throws IOException {
        for (String folder : List.of("../other", "/etc", "a/b", "..", "a\\b", "A", "x".repeat(41))) {
            assertThat(channel.check(account("folder", folder)))
                    .as(folder)
                    .extracting(AccountFault::key)
                    .containsExactly("folder");
        }
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("orders.csv"), HEADER + "O-1,2026-11-20T10:00:00Z,S,1,1\r\n");
        Files.createSymbolicLink(home.resolve("in/orders.csv"), elsewhere.resolve("orders.csv"));
        assertThat(read(account("settle_seconds", "0")).orders()).isEmpty();

        Files.createSymbolicLink(root.resolve("wb-prd/linked"), elsewhere);
        List<Outcome> outcomes = channel.setStock(account("folder", "linked"), List.of(Samples.stock("HAAT-1", 3)));
        assertThat(outcomes).extracting(Outcome::status).containsExactly(Outcome.Status.FAILED);
        assertThat(elsewhere.resolve("out")).doesNotExist();
    }

    @Test
    void ordersAreReadOnceAndOnlyLaidAsideAfterTheyWereStored() throws IOException {
        drop("orders.csv", HEADER + "O-1,2026-11-20T23:59:59,HAAT-1,2,1999.50,,700001,Mira\r\n");

        OrderPage page = channel.ordersChangedSince(account(), Instant.EPOCH, null);
        assertThat(page.orders()).singleElement().satisfies(order -> {
            assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-20T18:29:59Z"));
            assertThat(order.total()).isEqualTo(Money.inr(399_900));
            assertThat(order.status()).isEqualTo(ChannelOrder.Status.UNSHIPPED);
        });
        assertThat(names("in")).containsExactly("orders.csv");
        assertThat(channel.ordersChangedSince(account(), Instant.EPOCH, null).orders())
                .as("not stored, so it comes again")
                .hasSize(1);

        OrderPage end = channel.ordersChangedSince(account(), Instant.EPOCH, page.next());
        assertThat(end.orders()).isEmpty();
        assertThat(end.next()).isNull();
        assertThat(names("in")).isEmpty();
        assertThat(names("done")).containsExactly("20261121T060000000Z-orders.csv");
        assertThat(channel.order(account(), "O-1"))
                .map(RemoteOrder::remoteOrderId)
                .contains("O-1");
    }

    @Test
    void fileWrittenAnewWhileItWasReadIsReadAnew() throws IOException {
        drop("orders.csv", HEADER + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\n");
        OrderPage page = channel.ordersChangedSince(account(), Instant.EPOCH, null);
        drop(
                "orders.csv",
                HEADER + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\nO-2,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\n");

        assertThat(channel.ordersChangedSince(account(), Instant.EPOCH, page.next())
                        .orders())
                .extracting(RemoteOrder::remoteOrderId)
                .containsExactly("O-1", "O-2");
    }

    @Test
    void halfWrittenFileWaits() throws IOException {
        Path file = drop("orders.csv", HEADER + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\n");
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(29)));
        Files.writeString(home.resolve("in/more.csv.part"), HEADER);

        assertThat(read(account()).orders()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(read(account()).orders()).hasSize(1);

        Account marked = account("end_marker", "#END");
        assertThat(read(marked).orders()).isEmpty();
        Files.writeString(file, "#END;1\r\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(read(marked).orders()).hasSize(1);
        assertThat(read(marked).unreadable()).isEmpty();
    }

    @Test
    void goodRowsGoInAndBadOnesAreNamedWithoutAPerson() throws IOException {
        drop(
                "orders.csv",
                HEADER
                        + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10.5,,,Mira\r\n"
                        + "O-2,2026-11-20T10:00:00Z,HAAT-1,two,10,,,Mira\r\n"
                        + "O-3,2026-11-20T10:00:00Z,HAAT-1,1,\"1,50\",,,Mira\r\n"
                        + "O-3,2026-11-20T10:00:00Z,HAAT-2,1,10,,,Mira\r\n"
                        + "O-4,yesterday,HAAT-1,1,10,,,Mira\r\n"
                        + ",2026-11-20T10:00:00Z,HAAT-1,1,10,,,Mira\r\n"
                        + "O-5,2026-11-20T10:00:00Z,HAAT-1,1,10,,Mira's pin,Mira\r\n");

        OrderPage page = read(account());

        assertThat(page.orders()).singleElement().satisfies(order -> assertThat(order.total())
                .isEqualTo(Money.inr(1_050)));
        assertThat(page.unreadable())
                .extracting(Unreadable::remoteOrderId)
                .containsExactlyInAnyOrder("O-2", "O-3", "O-4", "O-5", "orders.csv row 7");
        assertThat(page.unreadable().toString())
                .contains("\"two\"", "row 3, quantity")
                .doesNotContain("Mira");
        assertThat(page.unreadable())
                .extracting(Unreadable::payload)
                .allSatisfy(payload -> assertThat(payload).contains("HAAT-1").doesNotContain("Mira"));
        channel.ordersChangedSince(account(), Instant.EPOCH, page.next());
        assertThat(Files.readString(only("refused")))
                .startsWith("order,reason")
                .contains("O-3")
                .doesNotContain("Mira");
        assertThat(names("done")).hasSize(1);
    }

    @Test
    void fileThatIsNoOrderFileIsRefusedWithItsReason() throws IOException {
        Files.write(home.resolve("in/a.csv"), ("﻿" + HEADER).getBytes(StandardCharsets.UTF_16BE));
        drop("b.csv", "one,two\r\n1,2\r\n");
        drop("c.csv", "");
        try (var huge = new java.io.RandomAccessFile(home.resolve("in/d.csv").toFile(), "rw")) {
            huge.setLength((16 << 20) + 1);
        }
        drop("e.csv", HEADER + "O-1,2026-11-20T10:00:00Z,\"HAAT-1,1,10\r\n");
        drop("f.csv", HEADER + "O-9,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\n");
        clock.advance(Duration.ofDays(3_650));

        List<String> reasons = new java.util.ArrayList<>();
        List<String> orders = new java.util.ArrayList<>();
        String cursor = null;
        do {
            OrderPage page = channel.ordersChangedSince(account(), Instant.EPOCH, cursor);
            page.unreadable().forEach(one -> reasons.add(one.reason()));
            page.orders().forEach(one -> orders.add(one.remoteOrderId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(orders).containsExactly("O-9");
        assertThat(reasons).hasSize(5);
        assertThat(reasons.toString())
                .contains("UTF-16", "does not name the columns", "empty", "16 MB", "never closed");
        assertThat(names("refused")).hasSize(10);
        assertThat(names("in")).isEmpty();
    }

    @Test
    void lettersOfWindowsAreReadWhereThatWasAgreed() throws IOException {
        byte[] file =
                (HEADER + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10,,,Zoë\r\n").getBytes(Charset.forName("windows-1252"));
        Files.write(home.resolve("in/orders.csv"), file);
        age("orders.csv");

        assertThat(read(account()).unreadable()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("order_encoding"));
        RemoteOrder order =
                read(account("order_encoding", "windows-1252")).orders().get(0);
        assertThat(order.buyer()).extracting(RemoteOrder.Buyer::name).isEqualTo("Zoë");
    }

    @Test
    void largeFileComesInPagesAndNoOrderTwice() throws IOException {
        StringBuilder file = new StringBuilder("\uFEFFOrder Id;placed_at;sku;quantity;unit_price\r\n");
        for (int i = 1; i <= 1_201; i++) {
            file.append("O-").append(i).append(";20-11-2026 10:00;HAAT-1;1;10\r\n");
        }
        drop("orders.csv", file.toString());
        Account named = account("order_columns", "order_no=Order Id");

        List<String> seen = new java.util.ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            OrderPage page = channel.ordersChangedSince(named, Instant.EPOCH, cursor);
            page.orders().forEach(order -> seen.add(order.remoteOrderId()));
            cursor = page.next();
            pages++;
        } while (cursor != null);

        assertThat(seen).hasSize(1_201).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void whatIsOldIsTidiedAway() throws IOException {
        drop("orders.csv", HEADER + "O-1,2026-11-20T10:00:00Z,HAAT-1,1,10,,,\r\n");
        channel.setStock(account(), List.of(Samples.stock("HAAT-1", 3)));
        channel.ordersChangedSince(account(), Instant.EPOCH, read(account()).next());

        clock.advance(Duration.ofDays(29));
        read(account());
        assertThat(names("done")).hasSize(1);
        clock.advance(Duration.ofDays(2));
        read(account());

        assertThat(names("done")).isEmpty();
        assertThat(names("sent")).isEmpty();
        assertThat(names("out")).as("the partner's to take").hasSize(1);
    }

    @Test
    void partnerThatDoesNotAcknowledgeInTimeIsToldApartFromOneThatRefuses() {
        List<Outcome> outcomes =
                channel.setStock(account("ack_wait_seconds", "2"), List.of(Samples.stock("HAAT-1", 3)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Outcome.Status.ACCEPTED);
        assertThat(outcomes.get(0).issues()).singleElement().satisfies(issue -> assertThat(issue.code())
                .isEqualTo("NO_ACKNOWLEDGEMENT"));
    }

    @Test
    void everySettingIsJudgedAtOnce() {
        assertThat(channel.check(account(
                        "separator",
                        "pipe",
                        "bom",
                        "perhaps",
                        "columns",
                        "sku=",
                        "order_columns",
                        "sku=Same; title=same",
                        "order_encoding",
                        "utf-7",
                        "settle_seconds",
                        "-1",
                        "ack_wait_seconds",
                        "61",
                        "keep_days",
                        "0")))
                .extracting(AccountFault::key)
                .containsExactly(
                        "separator",
                        "bom",
                        "columns",
                        "order_columns",
                        "order_encoding",
                        "settle_seconds",
                        "ack_wait_seconds",
                        "keep_days");
        assertThatThrownBy(() -> CsvDropConfig.of(Optional.of("drop"), Set.of()))
                .hasMessageContaining("HAAT_CSVDROP_ROOT");
    }

    private OrderPage read(Account account) {
        return channel.ordersChangedSince(account, Instant.EPOCH, null);
    }

    private Path drop(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve("in").resolve(name), text);
        age(name);
        return file;
    }

    private void age(String name) throws IOException {
        Files.setLastModifiedTime(
                home.resolve("in").resolve(name), FileTime.from(clock.instant().minusSeconds(60)));
    }

    private List<String> names(String folder) {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path only(String folder) {
        assertThat(names(folder)).hasSize(1);
        return home.resolve(folder).resolve(names(folder).get(0));
    }
}
