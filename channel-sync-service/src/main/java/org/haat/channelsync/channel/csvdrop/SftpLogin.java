package org.haat.channelsync.channel.csvdrop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.haat.channelsync.channel.Account;
import org.jspecify.annotations.Nullable;

/**
 * Opens a partner's folders on its SFTP server. Nothing of this machine's own SSH configuration has a say: neither its keys nor
 * its known hosts.
 *
 * @param allowed hosts that operations let agencies reach; an agency must not look around in our network by an account
 */
record SftpLogin(Set<String> allowed, Duration patience) {
    private static final Pattern KEY =
            Pattern.compile("\\s*(-----BEGIN [A-Z ]+-----)([^-]+)(-----END [A-Z ]+-----)\\s*");

    /** @throws AccessDeniedException when the server, its key or the login is not what was agreed */
    Depot open(Account account, SftpAddress address, String folder) throws IOException {
        if (!allowed.contains(address.host())) {
            throw refused("operations have not allowed the server " + address.host());
        }
        KeyWatch watch = new KeyWatch(address.hostKey());
        SshClient client = client(watch);
        try {
            return SftpDepot.open(client, session(client, account, address, watch), address.home(folder));
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    private SshClient client(KeyWatch watch) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier((session, from, key) -> watch.knows(key));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, patience);
        client.start();
        return client;
    }

    private ClientSession session(SshClient client, Account account, SftpAddress address, KeyWatch watch)
            throws IOException {
        ClientSession session = client.connect(address.user(), address.host(), address.port())
                .verify(patience)
                .getSession();
        String key = account.secrets().getOrDefault(SftpAddress.PRIVATE_KEY, "");
        String password = account.secrets().getOrDefault(SftpAddress.PASSWORD, "");
        if (!key.isBlank()) {
            session.addPublicKeyIdentity(keyPair(key));
        }
        if (!password.isBlank()) {
            session.addPasswordIdentity(password);
        }
        try {
            session.auth().verify(patience);
        } catch (SshException e) {
            String other = watch.other;
            if (other != null) {
                throw refused("the server shows the key " + other + ", which is not the agreed one");
            }
            throw String.valueOf(e.getMessage()).contains("No more authentication methods")
                    ? refused("the server does not take the login")
                    : e;
        }
        return session;
    }

    private static AccessDeniedException refused(String why) {
        return new AccessDeniedException("sftp", null, why);
    }

    /** A form of one line loses the key's line breaks, so they are made anew. */
    static KeyPair keyPair(String text) throws IOException {
        Matcher parts = KEY.matcher(text);
        if (!parts.matches()) {
            throw refused("the private key is none in PEM");
        }
        String pem = parts.group(1)
                + '\n'
                + parts.group(2).replaceAll("\\s+", "").replaceAll("(.{70})", "$1\n")
                + '\n'
                + parts.group(3)
                + '\n';
        try {
            return SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName(SftpAddress.PRIVATE_KEY),
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)),
                            FilePasswordProvider.EMPTY)
                    .iterator()
                    .next();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            AccessDeniedException unfit =
                    refused("the private key cannot be read; it must be RSA or ECDSA and without a passphrase");
            unfit.addSuppressed(e);
            throw unfit;
        }
    }

    /** Believes one key and remembers another that was shown, so that a person can compare. */
    private static final class KeyWatch {
        private final String agreed;
        private volatile @Nullable String other;

        KeyWatch(String agreed) {
            this.agreed = agreed;
        }

        boolean knows(PublicKey key) {
            String shown = KeyUtils.getFingerPrint(key);
            if (agreed.equals(shown)) {
                return true;
            }
            other = shown;
            return false;
        }
    }
}
