package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Fault;
import org.jspecify.annotations.Nullable;

/** A partner's folders with its moods: acknowledges every file at once, and can forbid, fall silent or break off. */
final class Partner implements Depot.Door {
    private final Path root;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Fault fault;
    private volatile boolean withoutPrice;
    private volatile boolean withMore;

    Partner(Path root) {
        this.root = root;
    }

    void refuse(String sku) {
        refused.add(sku);
    }

    void fail(Fault next) {
        fault = next;
    }

    void leaveOut(String column) {
        withoutPrice = column.equals("unit_price");
    }

    void addColumn() {
        withMore = true;
    }

    void calm() {
        fault = null;
        withoutPrice = false;
        withMore = false;
    }

    @Override
    public Depot open(Account account, DropSettings settings) throws IOException {
        return new Moody(FolderDepot.open(root, account, settings));
    }

    private void mood() throws IOException {
        Fault now = fault;
        if (now != null) {
            throw fault(now);
        }
    }

    private static IOException fault(Fault fault) {
        return switch (fault) {
            case FORBIDDEN -> new AccessDeniedException("out");
            case SERVER_ERROR -> new FileSystemException("out", null, "Input/output error");
            case UNAVAILABLE -> new NoSuchFileException("root");
            case HANG -> new SocketTimeoutException("Read timed out");
            case RESET -> new SocketException("Connection reset");
            default -> throw new IllegalArgumentException("This partner cannot do " + fault);
        };
    }

    private final class Moody implements Depot {
        private final Depot folders;

        Moody(Depot folders) {
            this.folders = folders;
        }

        @Override
        public List<DropFile> list(Folder folder) throws IOException {
            mood();
            return folders.list(folder);
        }

        @Override
        public Optional<byte[]> read(Folder folder, String name, int most) throws IOException {
            mood();
            Optional<byte[]> content = folders.read(folder, name, most);
            return folder == Folder.IN ? content.map(this::changed) : content;
        }

        private byte[] changed(byte[] content) {
            String text = new String(content, StandardCharsets.UTF_8);
            if (withoutPrice) {
                text = text.replace("unit_price", "unit_cost");
            }
            if (withMore) {
                text = text.lines().map(line -> line + ",more").collect(Collectors.joining("\r\n"));
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void publish(Folder folder, String name, byte[] content) throws IOException {
            mood();
            folders.publish(folder, name, content);
            if (folder == Folder.OUT) {
                folders.publish(Folder.ACK, name, acknowledgement(content));
            }
        }

        private byte[] acknowledgement(byte[] content) {
            String rows = Arrays.stream(new String(content, StandardCharsets.UTF_8).split("\r\n"))
                    .skip(1)
                    .map(row -> row.substring(0, row.indexOf(',')))
                    .map(sku -> sku + (refused.contains(sku) ? ",refused,Not wanted here" : ",ok,"))
                    .collect(Collectors.joining("\r\n"));
            return ("sku,status,message\r\n" + rows + "\r\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void move(Folder from, String name, Folder to, String as) throws IOException {
            mood();
            folders.move(from, name, to, as);
        }

        @Override
        public void delete(Folder folder, String name) throws IOException {
            mood();
            folders.delete(folder, name);
        }

        @Override
        public void close() throws IOException {
            folders.close();
        }
    }
}
