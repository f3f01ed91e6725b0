package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Transcript;
import org.haat.event.Money;

/** Real folders, and a partner who acknowledges each file at once. */
final class CsvDropHarness implements ChannelHarness {
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final String NOT_HTTP = "A folder has no HTTP status";
    private static final String NO_ANSWER =
            "A folder gives no answer to read; an order file that is unfit is a page, not a fault";
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final List<Transcript.Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final Path root = newRoot();
    private final Partner partner = new Partner(root);
    private final Channel channel =
            new CsvDropChannel(CsvDropConfig.of(Optional.of(root.toString()), Set.of()), parts(), partner);

    static Path newRoot() {
        try {
            return Files.createTempDirectory("csvdrop").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpParts parts() {
        return HttpParts.inProcess(clock)
                .withPause(clock.pause())
                .withTranscript(entries::add)
                .withMeter((account, operation, outcome, took) -> counts.merge(outcome, 1L, Long::sum));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Account account() {
        return account(ONE, "wb-prd");
    }

    @Override
    public Account otherAccount() {
        return account(OTHER, "wb-khadi");
    }

    private static Account account(UUID id, String agency) {
        return new Account(
                id,
                agency,
                Map.of("folder", "gram-bazaar", "settle_seconds", "0", "ack_wait_seconds", "5"),
                Map.of("unused", agency + "-secret-canary"));
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public Map<Class<?>, String> unsupported() {
        String byHand = "The partner's files have no place for it yet; it waits for a person";
        Map<Class<?>, String> missing = new java.util.HashMap<>();
        missing.put(ListingPreview.class, "A file is not judged before it is there");
        missing.put(ListingReader.class, "A file shows nothing of what became of it: accepted is all we can know");
        missing.put(ListingCensus.class, "A file shows nothing of what the partner has");
        missing.put(FeedSink.class, "Every file is a document already, and nothing tells what becomes of it");
        missing.put(ShipmentSink.class, byHand);
        missing.put(ReturnSource.class, "The partner's files have no place for returns; they are booked by hand");
        missing.put(ShipmentPapers.class, "A partner of files makes no label");
        missing.put(CancellationSink.class, byHand);
        missing.put(NotificationVerifier.class, "A folder sends nothing; it is looked into");
        missing.put(NotificationQueue.class, "A folder is no queue: it is looked into");
        missing.put(ConsentFlow.class, "The partner hands out the key of its folder itself");
        missing.put(IdentifierSheet.class, "The partner knows a product by its SKU");
        return missing;
    }

    @Override
    public Map<Fault, String> impossible() {
        Map<Fault, String> none = new TreeMap<>();
        for (Fault fault : List.of(Fault.UNAUTHORISED, Fault.CONFLICT, Fault.UNPROCESSABLE, Fault.REDIRECT)) {
            none.put(fault, NOT_HTTP);
        }
        for (Fault fault : List.of(Fault.THROTTLED, Fault.THROTTLED_FOR_A_MINUTE)) {
            none.put(fault, "A folder has no quota");
        }
        for (Fault fault : List.of(Fault.TRUNCATED, Fault.NOT_JSON, Fault.HUGE)) {
            none.put(fault, NO_ANSWER);
        }
        none.put(
                Fault.NOT_FOUND, "A folder that is missing is made, and a root that is missing is a disk that is away");
        return none;
    }

    @Override
    public Optional<String> tokenless() {
        return Optional.of("A folder asks for no token");
    }

    /** What broke off was never visible, and a later file with the same figures replaces it: it may simply go again. */
    @Override
    public FailureKind kind(Operation operation, Fault fault) {
        FailureKind kind = fault.kind(operation);
        return kind == FailureKind.UNKNOWN ? FailureKind.TEMPORARY : kind;
    }

    @Override
    public List<String> requiredKeys() {
        return List.of("folder");
    }

    @Override
    public Optional<Channel> unplugged() {
        String away = root.resolve("not-mounted").toString();
        return Optional.of(
                new CsvDropChannel(CsvDropConfig.of(Optional.of(away), Set.of()), HttpParts.inProcess(clock)));
    }

    @Override
    public Optional<Supplier<Channel>> badlyAddressed() {
        return Optional.empty();
    }

    @Override
    public void show(Account account, String sku, boolean live, int quantity) {
        // A partner of files knows every SKU that a file brings.
    }

    @Override
    public void refuse(String sku) {
        partner.refuse(sku);
    }

    @Override
    public void orders(Account account, List<List<OrderSeed>> pages) {
        Path home = home(account);
        try {
            for (String folder : List.of("in", "done")) {
                Files.createDirectories(home.resolve(folder));
                try (Stream<Path> old = Files.list(home.resolve(folder))) {
                    old.forEach(CsvDropHarness::delete);
                }
            }
            for (int i = 0; i < pages.size() && !pages.get(i).isEmpty(); i++) {
                Files.writeString(home.resolve("in/orders-" + (i + 1) + ".csv"), orderFile(pages.get(i)));
                Files.setLastModifiedTime(
                        home.resolve("in/orders-" + (i + 1) + ".csv"),
                        java.nio.file.attribute.FileTime.from(clock.instant().minusSeconds(60)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String orderFile(List<OrderSeed> seeds) {
        StringBuilder file = new StringBuilder("order_no,placed_at,updated_at,status,sku,title,quantity,unit_price,"
                + "buyer_name,address_1,city,state,pin,phone,email\r\n");
        for (OrderSeed seed : seeds) {
            String status = seed.rawStatus() == null ? seed.status().name() : seed.rawStatus();
            file.append(String.join(
                            ",",
                            seed.id(),
                            seed.placedAt().toString(),
                            seed.updatedAt().toString(),
                            status,
                            seed.sku(),
                            "Saree",
                            String.valueOf(seed.quantity()),
                            BigDecimal.valueOf(seed.unitPrice().minor(), 2).toPlainString(),
                            OrderSeed.BUYER,
                            OrderSeed.STREET,
                            "Kolkata",
                            OrderSeed.STATE,
                            OrderSeed.PIN,
                            OrderSeed.PHONE,
                            OrderSeed.EMAIL))
                    .append("\r\n");
        }
        return file.toString();
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path home(Account account) {
        return root.resolve(account.agency()).resolve("gram-bazaar");
    }

    @Override
    public OptionalInt stock(Account account, String sku) {
        return cell(account, "stock-", sku, 1)
                .map(Integer::parseInt)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<Money> price(Account account, String sku) {
        return cell(account, "price-", sku, 2).map(CsvDropHarness::money);
    }

    @Override
    public Optional<Money> mrp(Account account, String sku) {
        return cell(account, "price-", sku, 1).map(CsvDropHarness::money);
    }

    private static Money money(String rupees) {
        return Money.inr(new BigDecimal(rupees).movePointRight(2).longValueExact());
    }

    /** As a partner reads: file by file in the order of their names, row by row; the last word counts. */
    private Optional<String> cell(Account account, String kind, String sku, int column) {
        try (Stream<Path> files = Files.list(home(account).resolve("out"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .flatMap(file -> lines(file).stream())
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[0].equals(sku))
                    .map(cells -> cells[column])
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void answer(Operation operation, Fault fault) {
        if (fault == Fault.MISSING_FIELD) {
            partner.leaveOut("unit_price");
        } else if (fault == Fault.UNKNOWN_FIELDS) {
            partner.addColumn();
        } else {
            partner.fail(fault);
        }
    }

    @Override
    public void calm() {
        partner.calm();
    }

    /** The time in a file's name is another at each call; the golden request has it as a word. */
    @Override
    public List<Request> requests(Operation operation) {
        synchronized (entries) {
            return entries.stream()
                    .filter(entry -> entry.operation().equals(operation.name()))
                    .map(entry -> new Request(
                            entry.account(),
                            (entry.method() + ' ' + entry.path()).replaceAll("\\d{8}T\\d{9}Z", "<time>")
                                    + (entry.requestBody() == null
                                            ? ""
                                            : "\n\n" + entry.requestBody().replace("\r\n", "\n"))))
                    .toList();
        }
    }

    @Override
    public Map<String, Long> counted() {
        return Map.copyOf(counts);
    }

    @Override
    public String transcript() {
        synchronized (entries) {
            return entries.toString();
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(root)) {
            Path[] deepestFirst = all.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
            Arrays.stream(deepestFirst).forEach(CsvDropHarness::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
