package org.haat.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Everything that one running Haat writes lives in here. One running Haat holds it at a time. */
public final class DataFolder implements AutoCloseable {
    private static final long LEAST_FREE_MEGABYTES = 700;
    /** A folder that was filled before grows by its logs and by what is new. */
    private static final long LEAST_FREE_MEGABYTES_AGAIN = 150;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process.
     *
     * @param anew true to remove what an earlier run left in it
     * @throws StartRefused if another Haat holds it, it cannot be written, or its disk is nearly full
     */
    public static DataFolder take(Path root, boolean anew) {
        Path named = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(named);
            Path absolute = named.toRealPath();
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused("Another Haat is running on " + absolute
                        + "; stop that one first, or give this one another folder with --data.");
            }
            DataFolder folder = new DataFolder(absolute, channel, lock);
            folder.prepare(anew);
            return folder;
        } catch (IOException e) {
            throw new StartRefused("The folder " + named + " cannot be written (" + e + ").", e);
        }
    }

    /** From now on what libraries have to say goes to a file in here: the terminal is for people. */
    public void logToFile() {
        Path file = log("haat");
        LogManager.getLogManager().reset();
        try {
            FileHandler handler = new FileHandler(file.toString(), true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            throw new StartRefused("The log " + file + " cannot be written.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void prepare(boolean anew) throws IOException {
        if (anew) {
            emptyExceptLock();
        }
        boolean filled = Files.exists(root.resolve("postgres").resolve("PG_VERSION"));
        requireSpace(filled ? LEAST_FREE_MEGABYTES_AGAIN : LEAST_FREE_MEGABYTES);
        Files.createDirectories(logs());
    }

    private void requireSpace(long neededMegabytes) throws IOException {
        long megabytes = Files.getFileStore(root).getUsableSpace() / (1024 * 1024);
        if (megabytes < neededMegabytes) {
            throw new StartRefused("Only " + megabytes + " MB are free on the disk of " + root + ", and Haat needs "
                    + neededMegabytes + " MB; free some space or give another folder with --data.");
        }
    }

    /** A sentence for the person if the disk has filled up since; parts fail in many ways then. */
    public Optional<String> shortage() {
        try {
            long megabytes = Files.getFileStore(root).getUsableSpace() / (1024 * 1024);
            return megabytes >= 50
                    ? Optional.empty()
                    : Optional.of("The disk of " + root + " is full (" + megabytes
                            + " MB left): free some space and start again, nothing that was saved is lost.");
        } catch (IOException e) {
            return Optional.of("The disk of " + root + " cannot be read (" + e + ").");
        }
    }

    public Path root() {
        return root;
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    private void emptyExceptLock() throws IOException {
        Path kept = root.resolve("lock");
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!folder.equals(root)) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
