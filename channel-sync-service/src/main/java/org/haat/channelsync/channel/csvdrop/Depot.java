package org.haat.channelsync.channel.csvdrop;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haat.channelsync.channel.Account;

/** One partner's folders, open for one call. Names are plain names; nobody reaches outside by one. */
interface Depot extends Closeable {
    /** Files of a folder by name, without folders, links, hidden files and those still being written. */
    List<DropFile> list(Folder folder) throws IOException;

    /** @return empty when it is gone or has more than {@code most} bytes */
    Optional<byte[]> read(Folder folder, String name, int most) throws IOException;

    /**
     * Puts a file there as a whole or not at all: under another name first, then renamed.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one of this name
     */
    void publish(Folder folder, String name, byte[] content) throws IOException;

    /** Moves a file; one that is gone is left at that. */
    void move(Folder from, String name, Folder to, String as) throws IOException;

    void delete(Folder folder, String name) throws IOException;

    /** The folders of an account. */
    enum Folder {
        /** Ours for the partner. */
        OUT,
        /** The partner's orders. */
        IN,
        /** The partner's acknowledgements, each named as our file. */
        ACK,
        /** Order files that were read. */
        DONE,
        /** Order files that were not, and why; also why rows of a read one were not. */
        REFUSED,
        /** Copies of what we wrote. */
        SENT;

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param changedAt by the clock of whoever keeps the file */
    record DropFile(String name, long bytes, Instant changedAt) {
        /** Another one when the file was written anew. */
        String stamp() {
            return Long.toString(bytes, 36) + '-' + Long.toString(changedAt.toEpochMilli(), 36);
        }
    }

    /** Opens depots. */
    @FunctionalInterface
    interface Door {
        Depot open(Account account, DropSettings settings) throws IOException;
    }
}
