package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;

/**
 * A partner's SFTP server and the folder there that is ours.
 *
 * @param host small letters, one of those that operations allow
 * @param hostKey fingerprint of the server's key, {@code SHA256:…} as {@code ssh-keygen -lf} prints it; no other key is believed
 * @param path folder that is there already, absolute or below the login's home
 */
record SftpAddress(String host, int port, String user, String hostKey, String path) {
    static final String PASSWORD = "sftp_password";
    static final String PRIVATE_KEY = "sftp_private_key";

    /** What the form asks for; all empty means folders of this machine. */
    static final List<AccountField> FIELDS = List.of(
            new AccountField("sftp_host", false, false, "The partner's server; empty for a folder of this machine"),
            new AccountField("sftp_port", false, false, "22 if left empty"),
            new AccountField("sftp_user", false, false, "The login that the partner gave"),
            new AccountField(
                    "sftp_host_key",
                    false,
                    false,
                    "Fingerprint of the server's RSA or ECDSA key, SHA256:… as the partner says it"),
            new AccountField(
                    "sftp_path", false, false, "A folder that is there already; the login's own if left empty"),
            new AccountField(PASSWORD, true, false, "The login's password, unless it has a key"),
            new AccountField(PRIVATE_KEY, true, false, "The login's private key (RSA or ECDSA, without a passphrase)"));

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final Pattern PATH = Pattern.compile("/|/?[^/\\p{Cntrl}\\\\]+(/[^/\\p{Cntrl}\\\\]+)*");

    /** What a form without a server lacks where there are no folders. */
    static final AccountFault NEEDED = new AccountFault(
            "sftp_host", "required", "Enter the partner's server: this installation has no folders of its own");

    /** What the settings alone cannot tell: whether operations allow the server, and what it takes to log in. */
    List<AccountFault> faults(Account account, Set<String> allowed) {
        List<AccountFault> faults = new ArrayList<>();
        if (!allowed.contains(host)) {
            faults.add(new AccountFault(
                    "sftp_host",
                    "host-not-allowed",
                    "Operations have not allowed this server; ask them to add it to HAAT_SFTP_HOSTS"));
        }
        if (user.isEmpty()) {
            faults.add(new AccountFault("sftp_user", "required", "Enter the login that the partner gave"));
        }
        if (hostKey.isEmpty()) {
            faults.add(new AccountFault("sftp_host_key", "required", "Enter the fingerprint of the server's key"));
        }
        keyFault(account).ifPresent(faults::add);
        return faults;
    }

    private static Optional<AccountFault> keyFault(Account account) {
        String key = account.secrets().getOrDefault(PRIVATE_KEY, "");
        if (key.isBlank()) {
            return account.secrets().getOrDefault(PASSWORD, "").isBlank()
                    ? Optional.of(
                            new AccountFault(PASSWORD, "required", "Enter the login's password or its private key"))
                    : Optional.empty();
        }
        try {
            SftpLogin.keyPair(key);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new AccountFault(
                    PRIVATE_KEY, "other-form", "Enter an RSA or ECDSA key in PEM, without a passphrase"));
        }
    }

    /** @throws IllegalArgumentException that says what to enter */
    static String host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.isEmpty() || HOST.matcher(host).matches()) {
            return host;
        }
        throw new IllegalArgumentException(
                "Enter the name or IPv4 address of the partner's server, without sftp:// or a path");
    }

    static String user(String text) {
        if (text.length() <= 100 && text.codePoints().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw new IllegalArgumentException("Enter the login's name, at most 100 characters");
    }

    static String hostKey(String text) {
        if (text.isEmpty() || FINGERPRINT.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException("Enter the fingerprint as SHA256: and 43 characters");
    }

    static String path(String text) {
        boolean upwards = List.of(text.split("/")).contains("..");
        if (PATH.matcher(text).matches() && !upwards) {
            return text;
        }
        throw new IllegalArgumentException("Enter a path with / between its folders and without ..");
    }

    String home(String folder) {
        return path.endsWith("/") ? path + folder : path + '/' + folder;
    }
}
