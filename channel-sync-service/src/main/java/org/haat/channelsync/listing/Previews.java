package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingStatus;

/** The newest look that a channel had at a listing. Call inside a transaction. */
@Singleton
public class Previews {
    private final Sql sql;
    private final Issues issues;

    public Previews(Sql sql, Issues issues) {
        this.sql = sql;
        this.issues = issues;
    }

    /** What of a listing a look is at: content and price, not the stock. */
    public static String seen(Map<Facet, FacetRow> facets) {
        return hash(facets, Facet.CONTENT) + '|' + hash(facets, Facet.PRICE);
    }

    private static String hash(Map<Facet, FacetRow> facets, Facet facet) {
        FacetRow row = facets.get(facet);
        return row == null ? "" : row.desiredHash();
    }

    /** @param seen as {@link #seen} told when the channel was asked */
    public void keep(ListingRow listing, String seen, ListingPreview.Judgement judgement, String person, Instant now) {
        List<ListingStatus.Issue> named = issues.named(listing.channel(), judgement.issues());
        sql.update(
                "INSERT INTO listing_preview (listing, agency, at, person, seen, fit, asked, remote_id, issues)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (listing) DO UPDATE SET at = excluded.at,"
                        + " person = excluded.person, seen = excluded.seen, fit = excluded.fit, asked = excluded.asked,"
                        + " remote_id = excluded.remote_id, issues = excluded.issues",
                listing.id(),
                listing.agency(),
                now,
                person,
                seen,
                judgement.fit(),
                judgement.asked(),
                judgement.remoteId(),
                StoredJson.write(named));
    }

    public Optional<Preview> of(long listing) {
        return sql.first(
                "SELECT p.*, p.seen = (SELECT string_agg(f.desired_hash, '|' ORDER BY f.facet) FROM listing_facet f"
                        + " WHERE f.listing = p.listing AND f.facet IN ('CONTENT', 'PRICE')) AS current"
                        + " FROM listing_preview p WHERE p.listing = ?",
                Previews::read,
                listing);
    }

    private static Preview read(ResultSet row) throws SQLException {
        return new Preview(
                Sql.instantOf(row, "at"),
                row.getString("person"),
                row.getBoolean("fit"),
                row.getBoolean("asked"),
                row.getString("remote_id"),
                row.getBoolean("current"),
                List.of(StoredJson.read(row.getString("issues"), ListingStatus.Issue[].class)));
    }
}
