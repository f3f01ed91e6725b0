package org.haat.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a child on loopback over HTTP whether it is well. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private Health() {}

    /** @return true if the address answers 2xx within a second */
    public static boolean isOk(String address) {
        return isOk(address, PATIENCE);
    }

    /** @return true if the address answers 2xx in this time */
    public static boolean isOk(String address, Duration patience) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout((int) patience.toMillis());
            connection.setReadTimeout((int) patience.toMillis());
            try {
                return connection.getResponseCode() / 100 == 2;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
