package org.haat.channelsync.channel.csvdrop;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.channel.Limits;

/**
 * Where the folders are and how much a file takes.
 *
 * @param root absolute; each account has {@code <root>/<agency>/<folder>} and nothing else; empty when no folder of this machine
 *     is offered
 * @param sftpHosts servers of partners that an account may name, in small letters
 * @param rowsPerFile of a file that we write
 * @param mostBytes of a file that we read
 * @param mostRows of a file that we read
 * @param ordersPerPage that one transaction of the engine takes
 * @param mostWaiting of our files in {@code out} that the partner has not taken; beyond it nothing more is written
 */
public record CsvDropConfig(
        Optional<Path> root,
        Set<String> sftpHosts,
        int rowsPerFile,
        int mostBytes,
        int mostRows,
        int ordersPerPage,
        int mostWaiting) {
    /**
     * @param root empty for none
     * @param sftpHosts small letters
     * @throws IllegalArgumentException when it is no absolute path
     */
    public static CsvDropConfig of(Optional<String> root, Set<String> sftpHosts) {
        return new CsvDropConfig(
                root.map(CsvDropConfig::path), Set.copyOf(sftpHosts), 1_000, 16 << 20, 50_000, 500, 1_000);
    }

    private static Path path(String root) {
        try {
            Path path = Path.of(root);
            if (!root.isBlank() && path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("HAAT_CSVDROP_ROOT is no path: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("HAAT_CSVDROP_ROOT must be an absolute path, not \"" + root + '"');
    }

    Limits limits() {
        return new Limits(rowsPerFile, rowsPerFile, rowsPerFile, rowsPerFile);
    }
}
