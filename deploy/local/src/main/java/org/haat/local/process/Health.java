package org.haat.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a child on loopback over HTTP whether it is well. */
public final class Health {
    private static final int PATIENCE_MILLIS = 900;

    private Health() {}

    /** @return true if the address answers 2xx within a second */
    public static boolean isOk(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
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
