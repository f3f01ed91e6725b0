package org.haat.bench.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haat.bench.ground.Ground;

/**
 * Each page of the console that reads listings or what hangs on them, and what must stand there so that it has something to
 * read: of every hundred copied listings one has an issue, drifted in an audit, changed in a change set and has a stranger
 * beside it on the channel.
 */
final class ConsolePages {
    private static final String ISSUE = "BENCH-WARNING";
    private static final String REMEDY = "remedy.unknown";
    private static final String SET = "bench-growth";
    private static final String COPIES =
            " FROM listing l WHERE l.account = ? AND l.sku ~ '^BG-[0-9]+$' AND substr(l.sku, 4)::int % 100 = 50";
    private final Ground ground;
    private final String goods;

    /** @param goods what the SKUs of the copies begin with */
    ConsolePages(Ground ground, String goods) {
        this.ground = ground;
        this.goods = goods;
    }

    /** Beside the listings that are there now; those that have theirs keep them. */
    void furnish() {
        var account = ground.amazon().id();
        var sync = ground.sync();
        sync.update(
                "INSERT INTO listing_issue (listing, agency, account, source, position, code, severity, message, remedy,"
                        + " owner, since) SELECT l.id, l.agency, l.account, 'CALL', 0, ?, 'WARNING', 'The bench warns', ?,"
                        + " 'OPERATIONS', now()" + COPIES + " ON CONFLICT DO NOTHING",
                ISSUE,
                REMEDY,
                account);
        sync.update(
                "INSERT INTO audit (account, agency, asked_by, scheduled, report_only, outcome, began_at, ended_at)"
                        + " SELECT id, agency, 'bench', false, true, 'COMPLETE', now(), now() FROM channel_account a"
                        + " WHERE id = ? AND NOT EXISTS (SELECT 1 FROM audit WHERE account = a.id)",
                account);
        sync.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, listing, wanted, shown, state, found_at)"
                        + " SELECT (SELECT max(id) FROM audit WHERE account = l.account), l.account, l.agency, 'PRICE', l.sku,"
                        + " l.id, '199900', '189900', 'REPORTED', now()" + COPIES + " ON CONFLICT DO NOTHING",
                account);
        sync.update(
                "INSERT INTO change_set (account, id, agency, first_at, changes) SELECT id, ?, agency, now(), 1"
                        + " FROM channel_account WHERE id = ? ON CONFLICT DO NOTHING",
                SET,
                account);
        sync.update(
                "INSERT INTO listing_change (account, change_set, listing, facet, agency, before, before_version, after,"
                        + " after_hash, after_version, at) SELECT l.account, ?, l.id, f.facet, l.agency, f.applied, 1, f.desired,"
                        + " f.desired_hash, f.desired_version, now()"
                        + COPIES.replace(
                                "WHERE", "JOIN listing_facet f ON f.listing = l.id AND f.facet = 'PRICE' WHERE")
                        + " ON CONFLICT DO NOTHING",
                SET,
                account);
        sync.update(
                "INSERT INTO listing_there (account, agency, sku, title, live, seen_at)"
                        + " SELECT l.account, l.agency, 'STRANGER-' || l.sku, l.title, true, now()" + COPIES
                        + " ON CONFLICT DO NOTHING",
                account);
        sync.update("VACUUM (ANALYZE)");
    }

    /** Paths by what people would call the page. */
    Map<String, String> all() {
        var account = ground.amazon().id();
        String ofAccount = "/sync/accounts/" + account;
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/sync/");
        pages.put("overview, fresh", "/sync/overview/cards");
        pages.putAll(lists());
        pages.put("a listing", "/sync/listings/" + account + "/" + goods + 7);
        pages.put("issues", "/sync/issues");
        pages.put("a cause", "/sync/issues/cause?channel=amazon-in&code=" + ISSUE + "&remedy=" + REMEDY);
        pages.put("accounts", "/sync/accounts");
        pages.put("an account", ofAccount);
        pages.put("dry run", ofAccount + "/dry-run");
        pages.put("dry run of a SKU", ofAccount + "/dry-run?sku=" + goods + 7);
        pages.put("strangers", ofAccount + "/there");
        pages.put("changes", "/sync/changes");
        pages.put("a change set", "/sync/changes/" + account + "/" + SET);
        pages.put("audits", "/sync/audits");
        pages.put(
                "an audit",
                "/sync/audits/" + ground.sync().count("SELECT max(id) FROM audit WHERE account = ?", account));
        pages.put("safety", "/sync/safety");
        pages.put("alerts", "/sync/alerts");
        pages.put("parked", "/sync/parked");
        return pages;
    }

    private Map<String, String> lists() {
        String list = "/sync/listings";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("all listings", list);
        pages.put("last listings", list + "?after=" + (ground.sync().count("SELECT max(id) FROM listing") - 60));
        pages.put("listings of an account", list + "?account=" + ground.amazon().id() + "&state=LIVE");
        pages.put("listings of the other channel", list + "?channel=flipkart");
        pages.put("listings of an issue", list + "?issue=" + ISSUE);
        pages.put("listings of no issue", list + "?issue=NO-SUCH-ISSUE");
        pages.put("listings of a state", list + "?state=ISSUES");
        pages.put("search", list + "?q=" + goods + 77);
        pages.put("words of a title", list + "?q=saree%20" + goods + 99);
        pages.put("words of no title", list + "?q=nowhere");
        return pages;
    }
}
