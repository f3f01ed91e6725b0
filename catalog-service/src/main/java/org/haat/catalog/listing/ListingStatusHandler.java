package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.haat.catalog.sql.Sql;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.ListingStatus;
import org.haat.event.Topics;
import org.haat.outbox.EventHandler;
import org.jspecify.annotations.Nullable;

/** Keeps what each channel account last said of each listing, the highest version winning, for the maker's eyes. */
@Singleton
public class ListingStatusHandler implements EventHandler {
    private static final String KEEP = "INSERT INTO channel_status AS s (agency, sku, account, district_lgd, channel,"
            + " version, state, remote_id, listing_version, since, issues)"
            + " VALUES (?, ?, ?, coalesce((SELECT district_lgd FROM product WHERE agency = ? AND sku = ?), 0),"
            + " ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (agency, sku, account) DO UPDATE SET"
            + " (district_lgd, channel, version, state, remote_id, listing_version, since, issues) ="
            + " (excluded.district_lgd, excluded.channel, excluded.version, excluded.state, excluded.remote_id,"
            + " excluded.listing_version, excluded.since, excluded.issues) WHERE s.version < excluded.version";
    private final Sql sql;
    private final ObjectMapper mapper;

    public ListingStatusHandler(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "listing-status";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CHANNEL_LISTING_STATUS);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public void apply(List<Event> events) {
        sql.batch(
                KEEP,
                events.stream()
                        .map(event -> row(EventJson.data(event, ListingStatus.class)))
                        .toList());
    }

    private @Nullable Object[] row(ListingStatus status) {
        return new @Nullable Object[] {
            status.agency(),
            status.sku(),
            status.account(),
            status.agency(),
            status.sku(),
            status.channel(),
            status.version(),
            status.state(),
            status.remoteId(),
            status.listingVersion(),
            status.since(),
            json(status.issues())
        };
    }

    private String json(List<ListingStatus.Issue> issues) {
        try {
            return mapper.writeValueAsString(issues);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Issues cannot be written as JSON", e);
        }
    }
}
