package org.haat.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.haat.event.ListingStatus;
import org.haat.testsupport.PostgresResource;

/** Puts down what a channel account says of a listing, as if its event had come. */
public final class ChannelReport {
    private static final String INSERT =
            "INSERT INTO channel_status (agency, sku, account, district_lgd, channel, version,"
                    + " state, listing_version, since, issues) VALUES (?, ?, ?, 320, ?, 1, ?, 1, now(), ?::jsonb)";
    private static final String DELAYED = "[{\"code\":\"DELAYED_ACCOUNT_REFUSED\",\"severity\":\"WARNING\","
            + "\"message\":\"A change waits\",\"field\":null,\"remedy\":\"remedy.account.reauthorise\","
            + "\"owner\":\"OPERATIONS\"}]";

    private ChannelReport() {}

    public static void of(Api api, String sku, String channel, ListingStatus.State state) throws SQLException {
        keep(api, sku, channel, state, "[]");
    }

    /** Live, but as it was before a change that a refused account holds up. */
    public static void liveBeforeChange(Api api, String sku, String channel) throws SQLException {
        keep(api, sku, channel, ListingStatus.State.LIVE, DELAYED);
    }

    private static void keep(Api api, String sku, String channel, ListingStatus.State state, String issues)
            throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement report = connection.prepareStatement(INSERT)) {
            report.setString(1, api.agency());
            report.setString(2, sku);
            report.setString(3, channel + "-1");
            report.setString(4, channel);
            report.setString(5, state.name());
            report.setString(6, issues);
            assertThat(report.executeUpdate()).isEqualTo(1);
        }
    }
}
