package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Folders on a partner's SFTP server (protocol version 3 and later), over one connection that ends with the depot. */
final class SftpDepot implements Depot {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private final SshClient ssh;
    private final SftpClient sftp;
    private final String home;

    private SftpDepot(SshClient ssh, SftpClient sftp, String home) {
        this.ssh = ssh;
        this.sftp = sftp;
        this.home = home;
    }

    /**
     * Opens a partner's folders and makes those that are missing; the folder above {@code home} must be there.
     *
     * @param ssh ends with the depot
     */
    static SftpDepot open(SshClient ssh, ClientSession session, String home) throws IOException {
        SftpDepot depot = new SftpDepot(ssh, SftpClientFactory.instance().createSftpClient(session), home);
        Set<String> there = depot.folders();
        for (Folder each : Folder.values()) {
            if (!there.contains(each.path())) {
                depot.ask(each.path(), () -> depot.sftp.mkdir(home + '/' + each.path()));
            }
        }
        return depot;
    }

    /** A link in the place of a folder is none, so making the folder fails and says so. */
    private Set<String> folders() throws IOException {
        Set<String> names = new HashSet<>();
        try {
            ask(home, () -> sftp.readDir(home).forEach(entry -> {
                if (entry.getAttributes().isDirectory()) {
                    names.add(entry.getFilename());
                }
            }));
        } catch (NoSuchFileException e) {
            ask(home, () -> sftp.mkdir(home));
        }
        return names;
    }

    /** What is asked of the server. */
    @FunctionalInterface
    private interface Question {
        void ask() throws IOException;
    }

    private void ask(String name, Question question) throws IOException {
        try {
            question.ask();
        } catch (SftpException e) {
            throw fault(name, e);
        } catch (RuntimeException e) {
            // An iterator cannot declare what the server answers.
            if (e.getCause() instanceof SftpException answer) {
                throw fault(name, answer);
            }
            throw e;
        }
    }

    private static FileSystemException fault(String name, SftpException answer) {
        FileSystemException fault =
                switch (answer.getStatus()) {
                    case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
                        new NoSuchFileException(name, null, "the server has no such folder or file");
                    case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
                        new AccessDeniedException(name, null, "the server does not allow it");
                    case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
                        new FileSystemException(name, null, "No space left on the server");
                    default -> new FileSystemException(name, null, "the server answered " + answer.getStatus());
                };
        fault.initCause(answer);
        return fault;
    }

    private String at(Folder folder, String name) {
        return home + '/' + folder.path() + '/' + FolderDepot.plain(name);
    }

    @Override
    public List<DropFile> list(Folder folder) throws IOException {
        List<DropFile> files = new ArrayList<>();
        ask(folder.path(), () -> {
            for (DirEntry entry : sftp.readDir(home + '/' + folder.path())) {
                Attributes seen = entry.getAttributes();
                if (seen.isRegularFile() && FolderDepot.isForReading(entry.getFilename())) {
                    files.add(new DropFile(
                            entry.getFilename(),
                            seen.getSize(),
                            seen.getModifyTime().toInstant()));
                }
            }
        });
        files.sort(Comparator.comparing(DropFile::name));
        return files;
    }

    @Override
    public Optional<byte[]> read(Folder folder, String name, int most) throws IOException {
        List<byte[]> read = new ArrayList<>();
        try {
            ask(name, () -> {
                if (sftp.lstat(at(folder, name)).isRegularFile()) {
                    try (InputStream in = sftp.read(at(folder, name))) {
                        read.add(in.readNBytes(most + 1));
                    }
                }
            });
        } catch (NoSuchFileException e) {
            return Optional.empty(); // the partner took it away
        }
        return read.stream().filter(content -> content.length <= most).findFirst();
    }

    @Override
    public void publish(Folder folder, String name, byte[] content) throws IOException {
        if (isThere(folder, name)) {
            throw new FileAlreadyExistsException(name);
        }
        String part = at(folder, name + FolderDepot.UNFINISHED);
        ask(name, () -> {
            try (OutputStream out = sftp.write(part)) {
                out.write(content);
            }
            sftp.rename(part, at(folder, name));
        });
    }

    private boolean isThere(Folder folder, String name) throws IOException {
        try {
            ask(name, () -> sftp.lstat(at(folder, name)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void move(Folder from, String name, Folder to, String as) throws IOException {
        unlessGone(name, () -> sftp.rename(at(from, name), at(to, as)));
    }

    @Override
    public void delete(Folder folder, String name) throws IOException {
        unlessGone(name, () -> sftp.remove(at(folder, name)));
    }

    /** The partner may take any file away at any time. */
    private void unlessGone(String name, Question question) throws IOException {
        try {
            ask(name, question);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            sftp.close();
            sftp.getClientSession().close(false).await(FAREWELL);
        } finally {
            ssh.stop();
        }
    }
}
