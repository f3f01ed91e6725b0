package org.haat.channelsync.alert;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert may go. A webhook must be https and its name must lead to public addresses only, so that nobody reaches our
 * own network through us; it is looked at when it is entered and again before each delivery, which then connects to the
 * address that the same lookup left in the JVM's cache.
 */
final class DestinationAddress {
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final int LONGEST = 500;

    private DestinationAddress() {}

    /** What is wrong with an address that a person enters, in words; empty when nothing is. */
    static Optional<String> faultOfWebhook(String text, boolean allowPrivate) {
        URI uri = parsed(text);
        if (uri == null || uri.getHost() == null || text.length() > LONGEST) {
            return Optional.of("Enter a whole address, for example https://example.org/alerts");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("Leave name, password and # out of the address");
        }
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(plain && allowPrivate)) {
            return Optional.of("The address must begin with https://");
        }
        return allowPrivate ? Optional.empty() : faultOfHost(uri.getHost());
    }

    static Optional<String> faultOfMail(String text) {
        return MAIL.matcher(text).matches() ? Optional.empty() : Optional.of("Enter an e-mail address");
    }

    private static Optional<String> faultOfHost(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    return Optional.of("The address leads into a private network");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("There is no server of this name");
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] b = address.getAddress();
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return b.length == 4 ? isPublicIpv4(b, 0) : isPublicIpv6(b);
    }

    /** Also not 0/8, 100.64/10 (shared by a provider's customers), 192.0.0/24, 198.18/15 (benches) and 240/4. */
    private static boolean isPublicIpv4(byte[] b, int at) {
        int first = b[at] & 0xff;
        int second = b[at + 1] & 0xff;
        int third = b[at + 2] & 0xff;
        boolean reserved = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && third == 0)
                || (first == 198 && (second == 18 || second == 19));
        return !reserved;
    }

    /** Only 2000::/3 is public; what carries an IPv4 address (6to4, Teredo, NAT64) is refused whole. */
    private static boolean isPublicIpv6(byte[] b) {
        boolean global = (b[0] & 0xe0) == 0x20;
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        boolean teredo = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
        return global && !sixToFour && !teredo;
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
