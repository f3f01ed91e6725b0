package org.haat.local.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.haat.local.StartRefused;

/** PostgreSQL's programs, unpacked once for each person and version. */
final class PostgresBinaries {
    static final String MAJOR_VERSION = "18";
    private static final String VERSION = MAJOR_VERSION + ".6.0";
    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** @throws StartRefused if this machine's kind has no binaries, or they cannot be unpacked */
    static PostgresBinaries unpacked() {
        Path target = cache().resolve("postgres-" + VERSION);
        if (!Files.isRegularFile(target.resolve("complete"))) {
            unpackInto(target);
        }
        return new PostgresBinaries(target);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("haat");
    }

    private static void unpackInto(Path target) {
        try {
            Files.createDirectories(target.getParent());
            Path work = Files.createTempDirectory(target.getParent(), "unpacking");
            try (InputStream packed = forThisMachine()) {
                unpack(packed, work);
            }
            Files.createFile(work.resolve("complete"));
            moveUnlessThere(work, target);
        } catch (IOException e) {
            throw new StartRefused("PostgreSQL could not be unpacked into " + target + ": " + e.getMessage() + ".", e);
        }
    }

    /** Two starts at once both unpack; the first to finish wins and the other's copy is left for the system to clean. */
    private static void moveUnlessThere(Path work, Path target) throws IOException {
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!Files.isRegularFile(target.resolve("complete"))) {
                throw e;
            }
        }
    }

    private static InputStream forThisMachine() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        } catch (IllegalStateException e) {
            throw new StartRefused(
                    "There is no embedded PostgreSQL for " + system + " on " + machine
                            + " beside this program; run ./haat on the machine that it was built on, a Linux or a Mac.",
                    e);
        }
    }

    private static void unpack(InputStream packed, Path work) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = work.resolve(entry.getName()).normalize();
                if (!path.startsWith(work)) {
                    throw new IOException("the archive has a path outside its folder");
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
