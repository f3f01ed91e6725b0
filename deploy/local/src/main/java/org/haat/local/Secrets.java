package org.haat.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Passwords and keys of one data folder: made on first use, then the same for ever, in a file that only its owner can
 * read. Thread-safe.
 */
public final class Secrets {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private final Path file;
    private final Properties values = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(Path folder) {
        Secrets secrets = new Secrets(folder.resolve("secrets.properties"));
        secrets.read();
        return secrets;
    }

    /** A password of 32 characters that needs no quoting anywhere. */
    public String password(String name) {
        return value(name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24)));
    }

    /** A key ring for {@code HAAT_VAULT_KEYS} with one 256-bit key. */
    public String vaultKeys() {
        return value("vault.keys", () -> "local-1:" + Base64.getEncoder().encodeToString(bytes(32)));
    }

    public synchronized String value(String name, Supplier<String> firstValue) {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        String made = firstValue.get();
        values.setProperty(name, made);
        write();
        return made;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused(
                    "The file " + file + " cannot be read, and without it nothing in this folder can be opened:"
                            + " bring it back from a copy, or begin anew with another folder.",
                    e);
        }
    }

    private void write() {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next);
            if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(next, OWNER_ONLY);
            }
            try (Writer writer = Files.newBufferedWriter(next)) {
                values.store(writer, "Made by Haat for this data folder. Lose it and what is sealed stays sealed.");
            }
            Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Secrets could not be written", e);
        }
    }
}
