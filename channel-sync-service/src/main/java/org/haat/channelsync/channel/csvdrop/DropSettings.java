package org.haat.channelsync.channel.csvdrop;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;

/**
 * What was agreed with one partner.
 *
 * @param folder name below the agency's folder, or below the partner's path, never a path itself
 * @param sftp the partner's server; empty for a folder of this machine
 * @param separator of the files that we write; those we read tell by their header
 * @param bom our files begin with a byte order mark, for Excel
 * @param endMarker begins the last line of a whole order file; empty when the partner writes none
 * @param settle how long an order file without a marker must have stood still
 * @param ackWait how long we wait for the partner's acknowledgement of a file; zero when it gives none
 * @param keep how long read and sent files are kept
 */
record DropSettings(
        String folder,
        Optional<SftpAddress> sftp,
        char separator,
        boolean bom,
        ColumnNames columns,
        ColumnNames orderColumns,
        Charset orderCharset,
        String endMarker,
        Duration settle,
        Duration ackWait,
        Duration keep) {
    /** What the form asks for. */
    static final List<AccountField> FIELDS = Stream.concat(
                    Stream.of(
                            field(
                                    "folder",
                                    true,
                                    "A name of small letters, digits and dashes; the folder is made below the agency's own"),
                            field("separator", false, "comma or semicolon; comma if left empty")
                                    .of(List.of("comma", "semicolon")),
                            field("bom", false, "yes if the partner opens the files in Excel; else no")
                                    .of(List.of("no", "yes")),
                            field("columns", false, "The partner's names, for example sku=Item code; price=Rate"),
                            field(
                                    "order_columns",
                                    false,
                                    "The partner's names in order files, for example order_no=Order Id"),
                            field("order_encoding", false, "utf-8 or windows-1252; utf-8 if left empty")
                                    .of(List.of("utf-8", "windows-1252")),
                            field(
                                    "end_marker",
                                    false,
                                    "How the last line of a whole order file begins, for example #END"),
                            field(
                                    "settle_seconds",
                                    false,
                                    "How long an order file must have stood still, 0 to 3600; 30 if left empty"),
                            field(
                                    "ack_wait_seconds",
                                    false,
                                    "How long we wait for an acknowledgement, 0 to 60; 0 if the partner gives none"),
                            field("keep_days", false, "How long files are kept, 1 to 365; 30 if left empty")),
                    SftpAddress.FIELDS.stream())
            .toList();

    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    private static AccountField field(String key, boolean required, String hint) {
        return new AccountField(key, false, required, hint);
    }

    /** Every fault of an account, at once. */
    static List<AccountFault> faults(Account account, CsvDropConfig config) {
        List<AccountFault> faults = new ArrayList<>();
        DropSettings settings = read(account.settings(), faults);
        settings.sftp
                .map(away -> away.faults(account, config.sftpHosts()))
                .orElseGet(() -> config.root().isPresent() ? List.of() : List.of(SftpAddress.NEEDED))
                .forEach(faults::add);
        return List.copyOf(faults);
    }

    /** @throws ChannelException of kind {@code AUTH} when the account cannot be right */
    static DropSettings of(Account account) {
        List<AccountFault> faults = new ArrayList<>();
        DropSettings settings = read(account.settings(), faults);
        if (!faults.isEmpty()) {
            String message = faults.get(0).key() + ": " + faults.get(0).message();
            throw new ChannelException(FailureKind.AUTH, "Account " + account.id() + ": " + message);
        }
        return settings;
    }

    private static DropSettings read(Map<String, String> given, List<AccountFault> faults) {
        Reader in = new Reader(given, faults);
        return new DropSettings(
                in.take("folder", "", DropSettings::folder),
                sftp(in),
                in.take("separator", "comma", DropSettings::separator),
                in.take("bom", "no", DropSettings::yes),
                in.take("columns", "", text -> ColumnNames.read(text, Column.written())),
                in.take("order_columns", "", text -> ColumnNames.read(text, Column.read())),
                in.take("order_encoding", "utf-8", DropSettings::charset),
                in.take("end_marker", "", DropSettings::marker),
                Duration.ofSeconds(in.take("settle_seconds", "30", text -> whole(text, 0, 3_600))),
                Duration.ofSeconds(in.take("ack_wait_seconds", "0", text -> whole(text, 0, 60))),
                Duration.ofDays(in.take("keep_days", "30", text -> whole(text, 1, 365))));
    }

    private static Optional<SftpAddress> sftp(Reader in) {
        SftpAddress address = new SftpAddress(
                in.take("sftp_host", "", SftpAddress::host),
                in.take("sftp_port", "22", text -> whole(text, 1, 65_535)),
                in.take("sftp_user", "", SftpAddress::user),
                in.take("sftp_host_key", "", SftpAddress::hostKey),
                in.take("sftp_path", ".", SftpAddress::path));
        return address.host().isEmpty() ? Optional.empty() : Optional.of(address);
    }

    private static String folder(String text) {
        if (FOLDER.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException("Enter a name of small letters, digits, dashes and underscores, not a path");
    }

    private static char separator(String text) {
        return switch (text) {
            case "comma", "," -> ',';
            case "semicolon", ";" -> ';';
            default -> throw new IllegalArgumentException("Enter comma or semicolon");
        };
    }

    private static boolean yes(String text) {
        if (text.equals("yes") || text.equals("no")) {
            return text.equals("yes");
        }
        throw new IllegalArgumentException("Enter yes or no");
    }

    private static Charset charset(String text) {
        return switch (text) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "windows-1252" -> Charset.forName("windows-1252");
            default -> throw new IllegalArgumentException("Enter utf-8 or windows-1252");
        };
    }

    private static String marker(String text) {
        if (text.length() <= 40) {
            return text;
        }
        throw new IllegalArgumentException("At most 40 characters");
    }

    private static int whole(String text, int least, int most) {
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException("Enter a whole number from " + least + " to " + most);
    }

    /** Reads one setting after the other; a faulty one takes its default, so that all faults are found. */
    private record Reader(Map<String, String> given, List<AccountFault> faults) {
        <T> T take(String key, String otherwise, Function<String, T> reading) {
            String text = Optional.ofNullable(given.get(key)).map(String::strip).orElse("");
            try {
                return reading.apply(text.isEmpty() ? otherwise : text);
            } catch (IllegalArgumentException e) {
                faults.add(new AccountFault(key, "other-form", String.valueOf(e.getMessage())));
                return reading.apply(key.equals("folder") ? "unnamed" : otherwise);
            }
        }
    }
}
