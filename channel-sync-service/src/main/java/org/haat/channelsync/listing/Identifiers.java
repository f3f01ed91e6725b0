package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;

/** The channels' own identifiers of our products, where a person must bring them. Call inside a transaction. */
@Singleton
public class Identifiers {
    private final Sql sql;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final Accounts accounts;
    private final Clock clock;

    public Identifiers(
            Sql sql, Listings listings, ListingStates states, Issues issues, Accounts accounts, Clock clock) {
        this.sql = sql;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The products that wait for an identifier, in the order of their SKUs. */
    public List<ListingSnapshot> awaiting(ChannelAccount account) {
        return sql.list(
                "SELECT p.snapshot FROM listing l JOIN product p ON p.agency = l.agency AND p.sku = l.sku"
                        + " WHERE l.account = ? AND l.state = 'AWAITING_IDENTIFIER' ORDER BY l.sku",
                row -> StoredJson.read(row.getString("snapshot"), ListingSnapshot.class),
                account.id());
    }

    /** @param unknown SKUs that this account has no listing of */
    public record Linked(int linked, int refused, List<String> unknown) {}

    /** Takes what the channel's people answered: identifiers make listings due, refusals become issues. */
    public Linked take(ChannelAccount account, IdentifierSheet.Answer answer, String person) {
        Map<String, String> remoteIds = new TreeMap<>();
        answer.assigned().forEach(one -> remoteIds.put(key(one.sku()), one.remoteId()));
        Map<String, String> reasons = new TreeMap<>();
        answer.refused().forEach(one -> reasons.put(key(one.sku()), one.reason()));
        List<String> keys = new ArrayList<>(remoteIds.keySet());
        keys.addAll(reasons.keySet());
        List<ListingRow> rows = lock(account, keys);
        link(rows.stream().filter(row -> remoteIds.containsKey(key(row.sku()))).toList(), remoteIds, person);
        List<ListingRow> refused =
                rows.stream().filter(row -> reasons.containsKey(key(row.sku()))).toList();
        refuse(refused, reasons);
        accounts.wake(account.id());
        List<String> known = rows.stream().map(row -> key(row.sku())).toList();
        keys.removeAll(known);
        return new Linked(rows.size() - refused.size(), refused.size(), keys);
    }

    private List<ListingRow> lock(ChannelAccount account, List<String> keys) {
        return sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.account = ? AND l.sku_key = ANY (?)"
                        + " ORDER BY l.id FOR NO KEY UPDATE OF l",
                Listings::read,
                account.id(),
                keys.toArray(String[]::new));
    }

    private void link(List<ListingRow> rows, Map<String, String> remoteIds, String person) {
        Instant now = clock.instant();
        Map<Long, Map<Facet, FacetRow>> facets =
                listings.facets(rows.stream().map(ListingRow::id).toList());
        List<ListingRow> saved = new ArrayList<>();
        List<FacetRow> due = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        List<Issues.Said> cleared = new ArrayList<>();
        for (ListingRow row : rows) {
            ListingRow linked = row.identified(remoteIds.get(key(row.sku())), null);
            saved.add(linked);
            cleared.add(new Issues.Said(row, Facet.CONTENT.name(), List.of()));
            FacetRow content = facets.getOrDefault(row.id(), new HashMap<>()).get(Facet.CONTENT);
            if (content != null && content.work() == Work.BLOCKED) {
                due.add(content.released(row.wanted() == Wanted.ON_SALE, now));
            }
            State next = row.state() == State.AWAITING_IDENTIFIER ? State.DRAFT : row.state();
            changes.add(new StateChange(linked, next, Because.LINKED, String.valueOf(linked.remoteId()), person));
        }
        listings.save(saved);
        listings.saveFacets(due);
        issues.replace(cleared, now);
        states.change(changes, now);
    }

    private void refuse(List<ListingRow> rows, Map<String, String> reasons) {
        Instant now = clock.instant();
        issues.replace(
                rows.stream()
                        .map(row -> new Issues.Said(
                                row,
                                Facet.CONTENT.name(),
                                List.of(ChannelIssue.error(
                                        "IDENTIFIER_REFUSED", reasons.getOrDefault(key(row.sku()), ""), null))))
                        .toList(),
                now);
        states.change(
                rows.stream()
                        .map(row -> new StateChange(
                                row,
                                State.ISSUES,
                                Because.TURNED_DOWN,
                                reasons.getOrDefault(key(row.sku()), ""),
                                "channel"))
                        .toList(),
                now);
        Map<Long, Map<Facet, FacetRow>> facets =
                listings.facets(rows.stream().map(ListingRow::id).toList());
        // A changed product may be taken to them again.
        listings.saveFacets(facets.values().stream()
                .map(byFacet -> byFacet.get(Facet.CONTENT))
                .filter(row -> row != null && row.work() == Work.BLOCKED)
                .map(row -> row.refused("IDENTIFIER_REFUSED"))
                .collect(Collectors.toList()));
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
