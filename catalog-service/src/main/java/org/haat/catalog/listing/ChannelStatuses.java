package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.sql.Sql;
import org.haat.event.ListingStatus;
import org.haat.event.ListingStatus.Issue;
import org.jspecify.annotations.Nullable;

/** What each channel account last said of a listing. */
@Singleton
public class ChannelStatuses {
    private static final TypeReference<List<Issue>> ISSUES = new TypeReference<>() {};
    private final Sql sql;
    private final ObjectMapper mapper;

    public ChannelStatuses(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** @param listingVersion of the snapshot that the channel shows, 0 if none */
    public record ChannelStatus(
            String account,
            String channel,
            ListingStatus.State state,
            @Nullable String remoteId,
            long listingVersion,
            Instant since,
            List<Issue> issues) {}

    /** By SKU, in the order of channels and accounts. */
    public Map<String, List<ChannelStatus>> of(String agency, Collection<String> skus) {
        Map<String, List<ChannelStatus>> bySku = new HashMap<>();
        sql.list(
                "SELECT sku, account, channel, state, remote_id, listing_version, since, issues FROM channel_status"
                        + " WHERE agency = ? AND sku = ANY (?) ORDER BY sku, channel, account",
                row -> bySku.computeIfAbsent(row.getString(1), sku -> new ArrayList<>())
                        .add(status(row)),
                agency,
                skus);
        return bySku;
    }

    private ChannelStatus status(ResultSet row) throws SQLException {
        return new ChannelStatus(
                row.getString(2),
                row.getString(3),
                ListingStatus.State.valueOf(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                issues(row.getString(8)));
    }

    private List<Issue> issues(String json) {
        try {
            return mapper.readValue(json, ISSUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored issues cannot be read", e);
        }
    }
}
