package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** One message of one partner, posted to each start of the service. What it must remember stands outside the class loader. */
final class SameMessage {
    private static final String KIOSK = "haat.test.kept.kiosk";
    private static final String ORDER = "haat.test.kept.order";
    private static final String ANSWER = "haat.test.kept.answer";
    private static final String SKU = "KEPT-1";

    private SameMessage() {}

    /** The first start stores it; every later one gives the same answer and stores nothing. */
    static void isTakenOnce() throws SQLException {
        boolean first = System.getProperty(ANSWER) == null;
        if (first) {
            KeptDatabase.keep();
            knowSku();
            Kiosk kiosk = Kiosk.registered();
            System.setProperty(KIOSK, String.join(" ", kiosk.id, kiosk.code, kiosk.secret));
            System.setProperty(ORDER, "R-" + UUID.randomUUID());
        }
        String[] known = KeptDatabase.kept(KIOSK).split(" ");
        Kiosk kiosk = Kiosk.known(known[0], known[1], known[2]);
        String body = Kiosk.placed(KeptDatabase.kept(ORDER), SKU);

        String answer = kiosk.post("msg_kept", body).statusCode(200).extract().asString();

        assertThat(answer).contains("CREATED");
        if (first) {
            System.setProperty(ANSWER, answer);
        }
        assertThat(answer).isEqualTo(KeptDatabase.kept(ANSWER));
        assertThat(count("SELECT count(*) FROM orders WHERE account = 'partner:" + kiosk.code + "'"))
                .isEqualTo(1);
        kiosk.post("msg_kept", body.replace("Kolkata", "Howrah")).statusCode(409);
    }

    private static void knowSku() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO known_sku (agency, sku_key, sku, version, state, title, price_minor)"
                    + " VALUES ('wb-prd', 'kept-1', '" + SKU + "', 1, 'ON_SALE', 'Saree', 99900)");
        }
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(KeptDatabase.kept(KeptDatabase.URL));
        source.setUser(KeptDatabase.kept(KeptDatabase.NAME));
        source.setPassword(KeptDatabase.kept(KeptDatabase.PASSWORD));
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('haat.everything', 'true', false)");
        }
        return connection;
    }
}
