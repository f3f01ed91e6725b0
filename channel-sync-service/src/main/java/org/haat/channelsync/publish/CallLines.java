package org.haat.channelsync.publish;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.FacetRow;
import org.jspecify.annotations.Nullable;

/** What each call carries, written before it is made, and what became of each line after. */
@Singleton
public class CallLines {
    private final Sql sql;

    public CallLines(Sql sql) {
        this.sql = sql;
    }

    void writeLines(long call, List<Claim.Line> lines) {
        List<FacetRow> carried = new ArrayList<>();
        List<String> skus = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (FacetRow facet : lines.get(i).facets().values()) {
                carried.add(facet);
                skus.add(lines.get(i).listing().sku());
                positions.add(i + 1);
            }
        }
        sql.update(
                "INSERT INTO channel_call_line (call, listing, facet, agency, sku, value, hash, version, position)"
                        + " SELECT ?, listing, facet, agency, sku, value::jsonb, hash, version, position FROM unnest(?::bigint[],"
                        + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::int[])"
                        + " AS n (listing, facet, agency, sku, value, hash, version, position)",
                call,
                longs(carried, FacetRow::listing),
                text(carried, row -> row.facet().name()),
                text(carried, FacetRow::agency),
                skus.toArray(String[]::new),
                text(carried, FacetRow::desired),
                text(carried, FacetRow::desiredHash),
                longs(carried, FacetRow::desiredVersion),
                positions.toArray(Integer[]::new));
        sql.update(
                "UPDATE listing_facet f SET call = ? FROM unnest(?::bigint[], ?::text[]) AS n (listing, facet)"
                        + " WHERE f.listing = n.listing AND f.facet = n.facet",
                call,
                longs(carried, FacetRow::listing),
                text(carried, row -> row.facet().name()));
    }

    void writeOutcomes(long call, List<Claim.Line> lines, List<Outcome> outcomes) {
        sql.update(
                "UPDATE channel_call_line l SET status = n.status, failure = n.failure, code = n.code, message = n.message"
                        + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " AS n (listing, status, failure, code, message) WHERE l.call = ? AND l.listing = n.listing",
                longs(lines, line -> line.listing().id()),
                text(outcomes, outcome -> outcome.status().name()),
                text(
                        outcomes,
                        outcome -> outcome.failure() == null
                                ? null
                                : outcome.failure().name()),
                text(outcomes, outcome -> first(outcome, ChannelIssue::code)),
                text(outcomes, outcome -> first(outcome, ChannelIssue::message)),
                call);
    }

    private static @Nullable String first(Outcome outcome, java.util.function.Function<ChannelIssue, String> part) {
        return outcome.issues().isEmpty() ? null : part.apply(outcome.issues().get(0));
    }
}
