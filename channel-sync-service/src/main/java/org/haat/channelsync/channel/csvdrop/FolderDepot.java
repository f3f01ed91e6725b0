package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.channel.Account;

/** Folders of this machine, or of a share that it has mounted: {@code <root>/<agency>/<folder>/out} and so on. */
final class FolderDepot implements Depot {
    static final String UNFINISHED = ".part";
    private final Path home;

    private FolderDepot(Path home) {
        this.home = home;
    }

    /**
     * Opens an account's folders and makes those that are missing; the root must be there, for a disk that is not mounted is
     * not to be filled.
     */
    static FolderDepot open(Path root, Account account, DropSettings settings) throws IOException {
        Path real = root.toRealPath();
        Path home = real;
        for (String name : List.of(account.agency(), settings.folder())) {
            home = folder(home, plain(name));
        }
        for (Folder each : Folder.values()) {
            folder(home, each.path());
        }
        return new FolderDepot(home);
    }

    /** A link in the place of a folder would lead elsewhere, so it is none. */
    private static Path folder(Path parent, String name) throws IOException {
        Path path = parent.resolve(name);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new AccessDeniedException(name, null, "is not a folder");
            }
            Files.createDirectory(path);
        }
        return path;
    }

    /** @throws IllegalArgumentException for what leads to another folder */
    static String plain(String name) {
        boolean plain = !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!plain) {
            throw new IllegalArgumentException("Not a plain name");
        }
        return name;
    }

    /** Hidden files and those that somebody is still writing, by the usual endings. */
    static boolean isForReading(String name) {
        return !name.startsWith(".") && !name.matches("(?i).*\\.(part|tmp|filepart|partial|crdownload)");
    }

    private Path at(Folder folder, String name) {
        return home.resolve(folder.path()).resolve(plain(name));
    }

    @Override
    public List<DropFile> list(Folder folder) throws IOException {
        List<DropFile> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(home.resolve(folder.path()))) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                if (isForReading(name)) {
                    look(path, name).ifPresent(files::add);
                }
            }
        }
        files.sort(Comparator.comparing(DropFile::name));
        return files;
    }

    private static Optional<DropFile> look(Path path, String name) throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.isRegularFile()
                    ? Optional.of(new DropFile(
                            name, seen.size(), seen.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // taken away between the listing and the look
        }
    }

    @Override
    public Optional<byte[]> read(Folder folder, String name, int most) throws IOException {
        try (InputStream in =
                Files.newInputStream(at(folder, name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(most + 1);
            return content.length > most ? Optional.empty() : Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void publish(Folder folder, String name, byte[] content) throws IOException {
        Path target = at(folder, name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(name);
        }
        Path part = at(folder, name + UNFINISHED);
        try {
            write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteAfter(part, e);
            throw e;
        }
    }

    private static void write(Path part, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void deleteAfter(Path part, IOException first) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public void move(Folder from, String name, Folder to, String as) throws IOException {
        try {
            Files.move(at(from, name), at(to, as), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // The partner took it away; it was read all the same.
            return;
        }
    }

    @Override
    public void delete(Folder folder, String name) throws IOException {
        Files.deleteIfExists(at(folder, name));
    }

    @Override
    public void close() {}
}
