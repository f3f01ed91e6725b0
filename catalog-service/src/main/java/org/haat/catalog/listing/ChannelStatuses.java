package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

    public List<ChannelStatus> of(String agency, String sku) {
        return sql.list(
                "SELECT account, channel, state, remote_id, listing_version, since, issues FROM channel_status"
                        + " WHERE agency = ? AND sku = ? ORDER BY channel, account",
                row -> new ChannelStatus(
                        row.getString(1),
                        row.getString(2),
                        ListingStatus.State.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        issues(row.getString(7))),
                agency,
                sku);
    }

    private List<Issue> issues(String json) {
        try {
            return mapper.readValue(json, ISSUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored issues cannot be read", e);
        }
    }
}
