package org.haat.channelsync.channel.amazon;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.amazon.wire.Report;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.HttpCall;

/**
 * Reports as files of this machine, with the cells that are used and no more, so that they are read page by page and never
 * as a whole. Losing one costs fetching it again: the same document makes the same file.
 */
final class ReportShelf {
    private static final int ROWS_A_PAGE = 500;
    private static final int MOST_PLAIN_TIMES = 4;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]+)");
    private final Map<String, Rows> files = new ConcurrentHashMap<>();
    private final ReportCalls calls;
    private final Clock clock;

    ReportShelf(ReportCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** A report's rows as they lie here. */
    record Rows(Path file, int readable, int unreadable, Instant since) {}

    /** @param next place of the next page, or -1 at the end */
    record Page(List<ReportRow> rows, long next) {}

    boolean has(Account account, String document) {
        Rows rows = files.get(key(account, document));
        return rows != null && Files.exists(rows.file());
    }

    /** @throws ChannelException {@code PROTOCOL} when the document is no such report, or what the calls throw */
    Rows open(Account account, String document, ReportPlan plan) {
        Rows there = files.get(key(account, document));
        if (there != null && Files.exists(there.file())) {
            return there;
        }
        forgetOld();
        Rows fetched = fetch(account, document, plan);
        Rows before = files.put(key(account, document), fetched);
        if (before != null) {
            delete(before.file());
        }
        return fetched;
    }

    void remove(Account account, String document) {
        Optional.ofNullable(files.remove(key(account, document))).ifPresent(rows -> delete(rows.file()));
    }

    private static String key(Account account, String document) {
        return account.id() + "/" + document;
    }

    /** Of audits that were stopped. */
    private void forgetOld() {
        Instant before = clock.instant().minus(FORGOTTEN);
        files.entrySet().removeIf(entry -> {
            boolean old = entry.getValue().since().isBefore(before);
            if (old) {
                delete(entry.getValue().file());
            }
            return old;
        });
    }

    private Rows fetch(Account account, String document, ReportPlan plan) {
        Report.Document place = calls.document(account, document);
        Path whole = temporary();
        Path rows = temporary();
        boolean kept = false;
        try {
            HttpAnswer answer =
                    calls.download(account, place, new HttpCall.Download(whole, plan.bytes(), plan.patience()));
            Charset charset = charset(answer.header("content-type").orElse(""));
            boolean packed = "GZIP".equals(place.compressionAlgorithm());
            Rows copied = copy(whole, packed, charset, plan.bytes() * MOST_PLAIN_TIMES, rows);
            kept = true;
            return copied;
        } catch (ZipException | EOFException e) {
            throw new ChannelException(FailureKind.PROTOCOL, "The report is not whole", "UNREADABLE_ANSWER", null, e);
        } catch (IOException e) {
            throw disk(e);
        } finally {
            delete(whole);
            if (!kept) {
                delete(rows);
            }
        }
    }

    private Rows copy(Path whole, boolean packed, Charset charset, long most, Path rows) throws IOException {
        int readable = 0;
        try (InputStream bytes = Files.newInputStream(whole);
                InputStream plain = packed ? new GZIPInputStream(bytes, 64 * 1024) : bytes;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(new Bounded(plain, most), charset), 64 * 1024);
                BufferedWriter writer = Files.newBufferedWriter(rows, StandardCharsets.UTF_8)) {
            ReportText text = new ReportText(reader);
            for (ReportRow row = text.next(); row != null; row = text.next()) {
                writer.write(row.text());
                writer.write('\n');
                readable++;
            }
            return new Rows(rows, readable, text.unreadable(), clock.instant());
        }
    }

    /** As the document's headers say; a name that nobody knows is taken for the usual one. */
    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** @throws ChannelException {@code REJECTED} when the file has no such place */
    Page page(Rows rows, long from) {
        try (InputStream file = Files.newInputStream(rows.file())) {
            if (from < 0 || from > Files.size(rows.file())) {
                throw ReportCursor.nowhere();
            }
            file.skipNBytes(from);
            return page(new BufferedInputStream(file), from);
        } catch (IllegalArgumentException e) {
            throw ReportCursor.nowhere();
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private static Page page(InputStream in, long from) throws IOException {
        List<ReportRow> page = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long place = from;
        for (int b = in.read(); b >= 0; b = in.read()) {
            place++;
            if (b != '\n') {
                line.write(b);
                continue;
            }
            page.add(ReportRow.of(line.toString(StandardCharsets.UTF_8)));
            line.reset();
            if (page.size() == ROWS_A_PAGE) {
                return new Page(List.copyOf(page), in.read() < 0 ? -1 : place);
            }
        }
        return new Page(List.copyOf(page), -1);
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("haat-report-", ".tsv");
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private static ChannelException disk(IOException e) {
        return new ChannelException(
                FailureKind.TEMPORARY, "This machine's disk does not take the report", "DISK", null, e);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // the machine clears its temporary files sooner or later
        }
    }

    /** A packed document that unpacks without end is no report. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int read = super.read(into, at, most);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new ZipException("The report unpacks to more than is taken");
            }
        }
    }
}
