package org.haat.channelsync.channel.csvdrop;

import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.channel.csvdrop.OutFiles.Kind;
import org.haat.channelsync.channel.csvdrop.OutFiles.Line;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** A partner who takes a file of prices and stock and gives a file of orders. */
public final class CsvDropChannel implements Channel, ListingSink, PriceSink, StockSink, OrderSource {
    private static final String CURRENCY = "INR";
    private final CsvDropConfig config;
    private final OutFiles files;
    private final OrderFiles orders;

    public CsvDropChannel(CsvDropConfig config, HttpParts parts) {
        this(config, parts, door(config));
    }

    private static Depot.Door door(CsvDropConfig config) {
        SftpLogin login = new SftpLogin(config.sftpHosts(), Duration.ofSeconds(30));
        return (account, settings) -> {
            Optional<SftpAddress> away = settings.sftp();
            if (away.isPresent()) {
                return login.open(account, away.get(), settings.folder());
            }
            Path root = config.root()
                    .orElseThrow(() -> new AccessDeniedException("root", null, "this installation has no folders"));
            return FolderDepot.open(root, account, settings);
        };
    }

    /** @param door where the test bench comes in */
    CsvDropChannel(CsvDropConfig config, HttpParts parts, Depot.Door door) {
        DropCalls calls = new DropCalls(door, parts);
        this.config = config;
        this.files = new OutFiles(config, calls, parts);
        this.orders = new OrderFiles(config, calls, parts);
    }

    @Override
    public String id() {
        return "csvdrop";
    }

    @Override
    public Limits limits() {
        return config.limits();
    }

    @Override
    public List<AccountField> accountFields() {
        return DropSettings.FIELDS;
    }

    @Override
    public List<AccountFault> check(Account account) {
        return DropSettings.faults(account, config);
    }

    /** Two accounts in one folder would read each other's orders. */
    @Override
    public Optional<String> identity(Account account) {
        if (!DropSettings.faults(account, config).isEmpty()) {
            return Optional.empty();
        }
        DropSettings settings = DropSettings.of(account);
        return Optional.of(settings.sftp()
                .map(away -> away.user() + '@' + away.host() + ':' + away.port() + ' ' + away.home(settings.folder()))
                .orElse(account.agency() + '/' + settings.folder()));
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        return files.send(
                account,
                "PUT_LISTING",
                Kind.LISTING,
                lines.stream()
                        .map(line -> listing(line, line.quantity(), "active"))
                        .toList());
    }

    @Override
    public List<Outcome> retire(Account account, List<ListingLine> lines) {
        return files.send(
                account,
                "RETIRE_LISTING",
                Kind.LISTING,
                lines.stream().map(line -> listing(line, 0, "retired")).toList());
    }

    @Override
    public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        return files.send(
                account,
                "SET_PRICE",
                Kind.PRICE,
                lines.stream()
                        .map(line -> isOurs(line.mrp(), line.price())
                                ? Line.of(
                                        line.sku(),
                                        Map.of(Column.MRP, rupees(line.mrp()), Column.PRICE, rupees(line.price())))
                                : foreign(line.sku()))
                        .toList());
    }

    @Override
    public List<Outcome> setStock(Account account, List<StockLine> lines) {
        return files.send(
                account,
                "SET_STOCK",
                Kind.STOCK,
                lines.stream()
                        .map(line -> Line.of(line.sku(), Map.of(Column.STOCK, Integer.toString(line.quantity()))))
                        .toList());
    }

    private static Line listing(ListingLine line, int quantity, String status) {
        Money mrp = line.listing().mrp();
        Money price = line.listing().price();
        if (!isOurs(mrp, price)) {
            return foreign(line.sku());
        }
        return Line.of(
                line.sku(),
                Map.of(
                        Column.TITLE, line.listing().title().getOrDefault("en", ""),
                        Column.MRP, rupees(mrp),
                        Column.PRICE, rupees(price),
                        Column.STOCK, Integer.toString(quantity),
                        Column.STATUS, status));
    }

    private static boolean isOurs(Money mrp, Money price) {
        return mrp.currency().equals(CURRENCY) && price.currency().equals(CURRENCY);
    }

    private static Line foreign(String sku) {
        return Line.refused(sku, "CURRENCY", "Files carry prices in " + CURRENCY, "price");
    }

    private static String rupees(Money money) {
        return BigDecimal.valueOf(money.minor(), 2).toPlainString();
    }

    /** Each file is read once, so {@code since} has no say. */
    @Override
    public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
        return orders.page(account, cursor);
    }

    @Override
    public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
        return orders.order(account, remoteOrderId);
    }
}
