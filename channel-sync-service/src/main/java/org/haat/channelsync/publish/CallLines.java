package org.haat.channelsync.publish;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.SentTexts;
import org.jspecify.annotations.Nullable;

/** What each call carries, written before it is made, and what became of each line after. */
@Singleton
public class CallLines {
    private static final String OUTCOMES =
            "UPDATE channel_call_line l SET status = n.status, failure = n.failure, code = n.code, message = n.message"
                    + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])"
                    + " AS n (listing, status, failure, code, message) WHERE l.call = ? AND l.listing = n.listing";
    private final Sql sql;

    public CallLines(Sql sql) {
        this.sql = sql;
    }

    /**
     * Writes a call down with what it carries, before it is made.
     *
     * @return the call's number
     */
    long open(ChannelAccount account, Operation operation, List<Claim.Line> lines, Instant now) {
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
        return sql.one(
                "WITH begun AS (INSERT INTO channel_call (account, agency, operation, lines, started_at)"
                        + " VALUES (?, ?, ?, ?, ?) RETURNING id),"
                        + " carried AS (SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::bigint[], ?::int[]) AS n (listing, facet, agency, sku, value, hash, version, position)),"
                        + " written AS (INSERT INTO channel_call_line (call, listing, facet, agency, sku, value, hash, version,"
                        + " position) SELECT id, listing, facet, agency, sku, value::jsonb, hash, version, position"
                        + " FROM begun, carried),"
                        + " taken AS (UPDATE listing_facet f SET call = begun.id FROM begun, carried"
                        + " WHERE f.listing = carried.listing AND f.facet = carried.facet)"
                        + " SELECT id FROM begun",
                row -> row.getLong("id"),
                account.id(),
                account.agency(),
                operation.name(),
                lines.size(),
                now,
                longs(carried, FacetRow::listing),
                text(carried, row -> row.facet().name()),
                text(carried, FacetRow::agency),
                skus.toArray(String[]::new),
                text(carried, FacetRow::desired),
                text(carried, FacetRow::desiredHash),
                longs(carried, FacetRow::desiredVersion),
                positions.toArray(Integer[]::new));
    }

    /**
     * Closes a call with what became of its lines; one that was closed by a recovery stays as it is.
     *
     * @param texts that the channel took with it, to be kept
     */
    void close(
            Claim claim,
            List<Outcome> outcomes,
            @Nullable ChannelException failure,
            List<SentTexts.Kept> texts,
            Instant now) {
        List<@Nullable Object> arguments = new ArrayList<>(outcomes(claim.call(), claim.lines(), outcomes));
        if (!texts.isEmpty()) {
            arguments.addAll(SentTexts.arguments(texts));
        }
        arguments.add(now);
        arguments.add(failure == null ? null : failure.kind().name());
        arguments.add(failure == null ? null : failure.getMessage());
        arguments.add(claim.call());
        sql.update(
                "WITH told AS (" + OUTCOMES + ")" + (texts.isEmpty() ? "" : ", kept AS (" + SentTexts.KEEP + ")")
                        + " UPDATE channel_call SET finished_at = ?, failure = ?, message = ?"
                        + " WHERE id = ? AND finished_at IS NULL",
                arguments.toArray());
    }

    /** What became of some lines of a call that goes on. */
    void writeOutcomes(long call, List<Claim.Line> lines, List<Outcome> outcomes) {
        sql.update(OUTCOMES, outcomes(call, lines, outcomes).toArray());
    }

    private static List<Object> outcomes(long call, List<Claim.Line> lines, List<Outcome> outcomes) {
        return List.of(
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
