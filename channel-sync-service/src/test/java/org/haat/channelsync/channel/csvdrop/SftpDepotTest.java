package org.haat.channelsync.channel.csvdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.csvdrop.Depot.DropFile;
import org.haat.channelsync.channel.csvdrop.Depot.Folder;
import org.haat.channelsync.channel.http.HttpParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real SSH server. */
class SftpDepotTest {
    private static final Set<String> ALLOWED = Set.of("127.0.0.1");
    private static final byte[] FILE = "sku,stock\r\nHAAT-1,3\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private SftpPartner partner;

    @BeforeEach
    void startPartner() {
        partner = new SftpPartner(root);
    }

    @AfterEach
    void stopPartner() {
        partner.close();
    }

    private Depot open() throws IOException {
        return open(partner.account("."));
    }

    private static Depot open(Account account) throws IOException {
        return open(account, Duration.ofSeconds(60));
    }

    private static Depot open(Account account, Duration patience) throws IOException {
        DropSettings settings = DropSettings.of(account);
        SftpLogin login = new SftpLogin(ALLOWED, patience);
        return login.open(account, settings.sftp().orElseThrow(), settings.folder());
    }

    @Test
    void filesGoOutComeInAndAreLaidAside() throws IOException {
        try (Depot depot = open()) {
            depot.publish(Folder.OUT, "stock-1.csv", FILE);
            Path in = root.resolve("bazaar/in");
            Files.write(in.resolve("orders.csv"), FILE);
            Files.write(in.resolve("growing.csv.part"), FILE);
            Files.createDirectory(in.resolve("folder.csv"));
            Files.createSymbolicLink(in.resolve("link.csv"), in.resolve("orders.csv"));

            assertThat(depot.list(Folder.IN)).extracting(DropFile::name).containsExactly("orders.csv");
            assertThat(depot.read(Folder.IN, "orders.csv", 1_000)).hasValue(FILE);
            assertThat(depot.read(Folder.IN, "orders.csv", FILE.length - 1)).isEmpty();
            assertThat(depot.read(Folder.IN, "link.csv", 1_000)).isEmpty();
            assertThat(depot.read(Folder.IN, "gone.csv", 1_000)).isEmpty();
            depot.move(Folder.IN, "orders.csv", Folder.DONE, "1-orders.csv");
            depot.move(Folder.IN, "orders.csv", Folder.DONE, "2-orders.csv");
            depot.delete(Folder.DONE, "1-orders.csv");
            depot.delete(Folder.DONE, "1-orders.csv");
        }
        assertThat(root.resolve("bazaar/out/stock-1.csv")).hasBinaryContent(FILE);
        assertThat(root.resolve("bazaar/out/stock-1.csv.part")).doesNotExist();
        assertThat(root.resolve("bazaar/done")).isEmptyDirectory();
    }

    @Test
    void nameLeadsNowhereElseAndAFileIsNotOverwritten() throws IOException {
        try (Depot depot = open()) {
            assertThatThrownBy(() -> depot.publish(Folder.OUT, "../in/x.csv", FILE))
                    .isInstanceOf(IllegalArgumentException.class);
            depot.publish(Folder.OUT, "a.csv", FILE);
            assertThatThrownBy(() -> depot.publish(Folder.OUT, "a.csv", new byte[] {1}))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(root.resolve("bazaar/out/a.csv")).hasBinaryContent(FILE);
    }

    @Test
    void pathThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> open(partner.account("not/mounted"))).isInstanceOf(NoSuchFileException.class);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void anotherServersKeyIsNotBelievedAndBothAreNamed() {
        Map<String, String> settings = new HashMap<>(partner.settings("."));
        settings.put(
                "sftp_host_key", KeyUtils.getFingerPrint(SftpPartner.newKey().getPublic()));
        Account misled = SftpPartner.account(settings, Map.of(SftpAddress.PASSWORD, SftpPartner.PASSWORD));

        assertThatThrownBy(() -> open(misled))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("shows the key " + partner.fingerprint());
    }

    @Test
    void wrongPasswordIsNoPassingFault() {
        Account wrong = SftpPartner.account(partner.settings("."), Map.of(SftpAddress.PASSWORD, "guessed"));

        assertThatThrownBy(() -> open(wrong))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("does not take the login")
                .hasMessageNotContaining("guessed");
    }

    @Test
    void keyLogsInAlsoWhenAFormTookItsLineBreaks() throws Exception {
        KeyPair own = SftpPartner.newKey();
        java.io.ByteArrayOutputStream pem = new java.io.ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(own, "haat", null, pem);
        partner.server().setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, own.getPublic()));
        String text = pem.toString(StandardCharsets.US_ASCII);

        for (String given : List.of(text, text.replace("\n", ""), text.replace("\n", " "))) {
            open(SftpPartner.account(partner.settings("."), Map.of(SftpAddress.PRIVATE_KEY, given)))
                    .close();
        }
    }

    @Test
    void serverThatOperationsHaveNotAllowedIsNotCalled() {
        Map<String, String> settings = new HashMap<>(partner.settings("."));
        settings.put("sftp_host", "metadata.internal");

        assertThatThrownBy(() -> open(SftpPartner.account(settings, Map.of())))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("operations have not allowed");
    }

    @Test
    void whatTheServerRefusesHasItsName() throws IOException {
        assertThat(refusal(SftpConstants.SSH_FX_PERMISSION_DENIED)).isInstanceOf(AccessDeniedException.class);
        assertThat(refusal(SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM)).hasMessageContaining("No space left");
        assertThat(refusal(SftpConstants.SSH_FX_FAILURE)).isExactlyInstanceOf(FileSystemException.class);
        assertThat(root.resolve("bazaar/out")).isEmptyDirectory();
    }

    private Throwable refusal(int status) throws IOException {
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new AbstractSftpEventListenerAdapter() {
            @Override
            public void opening(ServerSession session, String remoteHandle, Handle localHandle) throws IOException {
                if (localHandle.getFile().toString().endsWith(".part")) {
                    throw new SftpException(status, "no");
                }
            }
        });
        try (SftpPartner strict = new SftpPartner(root, sftp);
                Depot depot = open(strict.account("."))) {
            return org.assertj.core.api.Assertions.catchThrowable(() -> depot.publish(Folder.OUT, "a.csv", FILE));
        }
    }

    @Test
    void serverThatFallsSilentIsLeft() throws Exception {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = new HashMap<>(partner.settings("."));
            settings.put("sftp_port", String.valueOf(silent.getLocalPort()));
            Account account = SftpPartner.account(settings, Map.of(SftpAddress.PASSWORD, SftpPartner.PASSWORD));

            assertThatThrownBy(() -> open(account, Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void channelSendsOverIt() {
        CsvDropConfig config = CsvDropConfig.of(Optional.empty(), ALLOWED);
        CsvDropChannel channel =
                new CsvDropChannel(config, HttpParts.inProcess(new MovableClock("2026-11-21T06:00:00Z")));

        assertThat(channel.check(partner.account("."))).isEmpty();
        List<Outcome> outcomes = channel.setStock(partner.account("."), List.of(Samples.stock("HAAT-1", 3)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Outcome.Status.ACCEPTED);
        assertThat(root.resolve("bazaar/out/stock-20261121T060000000Z.csv"))
                .hasContent("sku,stock,updated_at\r\nHAAT-1,3,2026-11-21T06:00:00Z\r\n");
    }

    @Test
    void accountThatCannotBeRightIsToldWhy() {
        CsvDropConfig config = CsvDropConfig.of(Optional.empty(), Set.of("files.partner.example"));
        CsvDropChannel channel =
                new CsvDropChannel(config, HttpParts.inProcess(new MovableClock("2026-11-21T06:00:00Z")));

        assertThat(channel.check(SftpPartner.account(Map.of("folder", "bazaar"), Map.of())))
                .extracting(AccountFault::key)
                .containsExactly("sftp_host");
        assertThat(channel.check(SftpPartner.account(
                        Map.of("folder", "bazaar", "sftp_host", "10.0.0.1", "sftp_path", "a/../..", "sftp_port", "0"),
                        Map.of(SftpAddress.PRIVATE_KEY, "no key"))))
                .extracting(AccountFault::key)
                .containsExactlyInAnyOrder(
                        "sftp_path", "sftp_port", "sftp_host", "sftp_user", "sftp_host_key", "sftp_private_key");
    }
}
