package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.csvdrop.Depot.DropFile;
import org.haat.channelsync.channel.csvdrop.Depot.Folder;
import org.haat.channelsync.channel.csvdrop.DropCalls.Saying;
import org.haat.channelsync.channel.http.HttpParts;
import org.jspecify.annotations.Nullable;

/**
 * Reads order files. A page is some orders of one file, and its cursor comes back only when the caller has stored them: then,
 * and not before, the file is moved to {@code done} or {@code refused}. A crash in between has the file read again, and the
 * caller knows each order by its number.
 */
final class OrderFiles {
    private static final int MOST_SEARCHED = 500;
    private final CsvDropConfig config;
    private final DropCalls calls;
    private final HttpParts parts;

    OrderFiles(CsvDropConfig config, DropCalls calls, HttpParts parts) {
        this.config = config;
        this.calls = calls;
        this.parts = parts;
    }

    /** Where a reading stands: orders of the file that were passed on, the file as it was, its name. */
    private record Place(int passed, String stamp, String name) {
        static @Nullable Place of(@Nullable String cursor) {
            String[] parts = cursor == null ? new String[0] : cursor.split("\\|", 3);
            boolean good = parts.length == 3 && parts[0].matches("\\d{1,7}");
            return good ? new Place(Integer.parseInt(parts[0]), parts[1], parts[2]) : null;
        }

        boolean is(DropFile file) {
            return file.name().equals(name) && file.stamp().equals(stamp);
        }

        String cursor() {
            return passed + "|" + stamp + '|' + name;
        }
    }

    OrderPage page(Account account, @Nullable String cursor) {
        DropSettings settings = DropSettings.of(account);
        Place place = Place.of(cursor);
        return calls.call(account, settings, new Saying("LIST_ORDERS", Folder.IN.path(), null), depot -> new Round(
                        depot, settings)
                .page(place));
    }

    Optional<RemoteOrder> order(Account account, String number) {
        DropSettings settings = DropSettings.of(account);
        return calls.call(
                account, settings, new Saying("GET_ORDER", Folder.IN.path(), null), depot -> new Round(depot, settings)
                        .find(number));
    }

    /** One call, with the folders open. */
    private final class Round {
        private final Depot depot;
        private final DropSettings settings;
        private final Instant now = parts.clock().instant();

        Round(Depot depot, DropSettings settings) {
            this.depot = depot;
            this.settings = settings;
        }

        OrderPage page(@Nullable Place place) throws IOException {
            for (DropFile file : depot.list(Folder.IN)) {
                Place known = place != null && place.is(file) ? place : null;
                Optional<byte[]> content = known != null || isOfUse(file)
                        ? depot.read(Folder.IN, file.name(), config.mostBytes())
                        : Optional.empty();
                boolean tooLarge = isOfUse(file) && content.isEmpty() && file.bytes() > config.mostBytes();
                if (tooLarge || (content.isPresent() && isWhole(file, content.get()))) {
                    OrderPage page = page(file, content.orElse(new byte[0]), known);
                    if (page != null) {
                        return page;
                    }
                }
            }
            tidy();
            return new OrderPage(List.of(), null, List.of());
        }

        private boolean isOfUse(DropFile file) {
            return file.name().toLowerCase(Locale.ROOT).endsWith(".csv");
        }

        /** Half a file must not be taken for a whole one: the partner's end marker says so, or time without a change. */
        private boolean isWhole(DropFile file, byte[] content) {
            if (settings.endMarker().isEmpty()) {
                return !Duration.between(file.changedAt(), now)
                        .minus(settings.settle())
                        .isNegative();
            }
            String text = new String(content, settings.orderCharset());
            String last = text.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((a, b) -> b)
                    .orElse("");
            return last.strip().replaceFirst("^\"", "").startsWith(settings.endMarker());
        }

        /** @return null when all of this file was passed on and it lies aside now */
        private @Nullable OrderPage page(DropFile file, byte[] content, @Nullable Place known) throws IOException {
            OrderSheet sheet;
            try {
                sheet = read(file, content);
            } catch (CsvText.UnfitFile e) {
                if (known == null) {
                    return refusal(file, e.reason());
                }
                String as = aside(Folder.IN, file, Folder.REFUSED);
                explain(as, List.of(new Unreadable(file.name(), e.reason(), null)));
                return null;
            }
            int passed = known == null ? 0 : known.passed();
            if (known != null && passed >= sheet.orders().size()) {
                String as = aside(Folder.IN, file, Folder.DONE);
                if (!sheet.bad().isEmpty()) {
                    explain(as, sheet.bad());
                }
                return null;
            }
            int to = Math.min(sheet.orders().size(), passed + config.ordersPerPage());
            String next = new Place(to, file.stamp(), file.name()).cursor();
            return new OrderPage(sheet.orders().subList(passed, to), next, passed == 0 ? sheet.bad() : List.of());
        }

        private OrderSheet read(DropFile file, byte[] content) throws CsvText.UnfitFile {
            if (file.bytes() > config.mostBytes()) {
                throw new CsvText.UnfitFile("The file has more than " + (config.mostBytes() >> 20) + " MB; split it");
            }
            return OrderSheet.read(file.name(), content, settings, config.mostRows());
        }

        private OrderPage refusal(DropFile file, String reason) {
            String next = new Place(0, file.stamp(), file.name()).cursor();
            return new OrderPage(
                    List.of(), next, List.of(new Unreadable(file.name(), "File " + file.name() + ": " + reason, null)));
        }

        /** A partner may use one name for ever, so the time of reading stands in front of it. */
        private String aside(Folder from, DropFile file, Folder to) throws IOException {
            String as = FileTime.text(now) + '-' + file.name();
            depot.move(from, file.name(), to, as);
            return as;
        }

        private void explain(String as, List<Unreadable> bad) throws IOException {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("order", "reason"));
            bad.forEach(one -> rows.add(List.of(SafeCell.of(one.remoteOrderId()), SafeCell.of(one.reason()))));
            String name = as + ".reasons.csv";
            depot.delete(Folder.REFUSED, name);
            depot.publish(Folder.REFUSED, name, CsvText.write(',', false, rows).getBytes(StandardCharsets.UTF_8));
        }

        /** The newest file that has the order wins; a file that cannot be read has none. */
        Optional<RemoteOrder> find(String number) throws IOException {
            List<Folder> folders = List.of(Folder.IN, Folder.DONE);
            for (Folder folder : folders) {
                List<DropFile> files = depot.list(folder).stream()
                        .filter(this::isOfUse)
                        .sorted(Comparator.comparing(DropFile::name).reversed())
                        .limit(MOST_SEARCHED)
                        .toList();
                for (DropFile file : files) {
                    Optional<RemoteOrder> order = find(folder, file, number);
                    if (order.isPresent()) {
                        return order;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<RemoteOrder> find(Folder folder, DropFile file, String number) throws IOException {
            Optional<byte[]> content = depot.read(folder, file.name(), config.mostBytes());
            if (content.isEmpty() || (folder == Folder.IN && !isWhole(file, content.get()))) {
                return Optional.empty();
            }
            try {
                return read(file, content.get()).orders().stream()
                        .filter(order -> order.remoteOrderId().equals(number))
                        .findFirst();
            } catch (CsvText.UnfitFile e) {
                return Optional.empty();
            }
        }

        /** Buyers' names must not lie about for ever, nor our own files. A file without a time of ours in its name is not ours. */
        private void tidy() throws IOException {
            String oldest = FileTime.text(now.minus(settings.keep()));
            for (Folder folder : List.of(Folder.DONE, Folder.REFUSED, Folder.SENT)) {
                for (DropFile file : depot.list(folder)) {
                    if (FileTime.of(file.name())
                            .filter(time -> time.compareTo(oldest) < 0)
                            .isPresent()) {
                        depot.delete(folder, file.name());
                    }
                }
            }
        }
    }
}
