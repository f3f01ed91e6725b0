package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.haat.channelsync.channel.Account;

/** A partner's real SFTP server on loopback, which shows a folder of this machine. */
final class SftpPartner implements AutoCloseable {
    static final String USER = "haat";
    static final String PASSWORD = "loom-and-shuttle";
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair key = newKey();

    SftpPartner(Path root) {
        this(root, new SftpSubsystemFactory());
    }

    SftpPartner(Path root, SftpSubsystemFactory sftp) {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        try {
            server.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    SshServer server() {
        return server;
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(key.getPublic());
    }

    /** The settings that this server needs, below {@code path}. */
    Map<String, String> settings(String path) {
        return Map.of(
                "folder",
                "bazaar",
                "sftp_host",
                "127.0.0.1",
                "sftp_port",
                String.valueOf(server.getPort()),
                "sftp_user",
                USER,
                "sftp_host_key",
                fingerprint(),
                "sftp_path",
                path);
    }

    Account account(String path) {
        return account(settings(path), Map.of(SftpAddress.PASSWORD, PASSWORD));
    }

    static Account account(Map<String, String> settings, Map<String, String> secrets) {
        return new Account(UUID.fromString("00000000-0000-0000-0000-00000000000a"), "wb-prd", settings, secrets);
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
