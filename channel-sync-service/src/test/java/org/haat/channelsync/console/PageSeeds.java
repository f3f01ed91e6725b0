package org.haat.channelsync.console;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.vault.Vault;

/** Puts into the tables what a page shows, with words that are long and have no space, as partners send them. */
@Singleton
class PageSeeds {
    private static final String LONG = "AN-UNBROKEN-WORD-OF-SIXTY-LETTERS-AS-SOME-PARTNERS-SEND-THEM";

    private final SyncBench bench;
    private final Vault vault;

    PageSeeds(SyncBench bench, Vault vault) {
        this.bench = bench;
        this.vault = vault;
    }

    /** A price and a title that wait for a person's look, of a listing that is live. */
    void pendingChange(ChannelAccount account, String sku) {
        bench.update("UPDATE channel_account SET review = true WHERE id = ?", account.id());
        bench.tell(changed(account, sku, 3).snapshot());
    }

    /** @return the change set, sent and done */
    String changeSet(ChannelAccount account, String sku) {
        String set = UUID.randomUUID().toString();
        bench.tell(changed(account, sku, 2).snapshot().causedBy(set));
        bench.awaitQuiet(account);
        return set;
    }

    private static SyncBench.Wish changed(ChannelAccount account, String sku, long version) {
        return new SyncBench.Wish(account.agency(), sku, version)
                .title("A better saree, version " + version)
                .price(199_000 - version);
    }

    void listingThere(ChannelAccount account) {
        bench.update(
                "INSERT INTO listing_there (account, agency, sku, remote_id, title, price, mrp, currency, quantity, live, seen_at)"
                        + " VALUES (?, ?, 'THEIRS-OF-FORTY-LETTERS-WITHOUT-ANY-SPACE', 'B00THERE01', ?, 99900, 109900, 'INR', 3,"
                        + " true, now())",
                account.id(),
                account.agency(),
                "A saree of " + LONG);
    }

    void destination(ChannelAccount account) {
        bench.update(
                "INSERT INTO alert_destination (id, agency, kind, address, language, created_at, created_by)"
                        + " VALUES (?, ?, 'EMAIL', 'a-person-with-a-rather-long-name@an-agency.example.org', 'bn', now(),"
                        + " 'Mitali Ghosh')",
                UUID.randomUUID(),
                account.agency());
    }

    /** Its consent ends in five days, and people were warned. The account may consent anew. */
    void credentialThatEnds(ChannelAccount account) {
        bench.update(
                "UPDATE channel_account SET settings = '{\"consent\":\"yes\",\"seller_id\":\"S1\"}'::jsonb WHERE id = ?",
                account.id());
        bench.update(
                "INSERT INTO account_expiry (account, agency, kind, expires_at, basis, since)"
                        + " VALUES (?, ?, 'CONSENT', now() + interval '5 days', 'TOLD', now())",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO account_warning (account, agency, kind, expires_at, days_left, raised_at)"
                        + " SELECT account, agency, kind, expires_at, 7, now() FROM account_expiry WHERE account = ?",
                account.id());
    }

    void laneWithAFault(ChannelAccount account) {
        bench.update(
                "INSERT INTO account_lane (account, agency, lane, last_run_at, items, note)"
                        + " VALUES (?, ?, 'AUDIT', now(), 0, 'FAULT 0a1b2c3d') ON CONFLICT (account, lane) DO UPDATE"
                        + " SET note = excluded.note",
                account.id(),
                account.agency());
    }

    /** Opened before its seller gave consent. */
    void awaitsConsent(ChannelAccount account) {
        bench.update(
                "UPDATE channel_account SET settings = '{\"consent\":\"yes\"}'::jsonb, state = 'NEEDS_REAUTH', cause = ?"
                        + " WHERE id = ?",
                ChannelAccount.NO_CONSENT_YET,
                account.id());
    }

    /** Its marketplace refuses the credentials. */
    void refused(ChannelAccount account) {
        bench.update(
                "UPDATE channel_account SET state = 'NEEDS_REAUTH', cause = ? WHERE id = ?",
                "lwaToken answered 400: invalid_grant " + LONG,
                account.id());
    }

    /** @return a call that was told to wait */
    long rawCall(ChannelAccount account) {
        return bench.count(
                "INSERT INTO channel_transcript (account, agency, at, operation, method, path, status, outcome, duration_ms,"
                        + " request_headers, request_body, answer_headers, answer_body) VALUES (?, ?, now(), 'patchListingsItem',"
                        + " 'PATCH', '/listings/2021-08-01/items/A1SELLER/SKU-1?issueLocale=en_IN&marketplaceIds=' || ?, 429,"
                        + " 'THROTTLED', 1234, '{\"authorization\":\"***\"}', '{\"sku\":\"SKU-1\",\"value\":\"' || ? || '\"}', '{}',"
                        + " 'no json: ' || ?) RETURNING id",
                account.id(),
                account.agency(),
                LONG,
                LONG,
                LONG);
    }

    /** It was asked after three times and is late. */
    void feedThatIsLate(ChannelAccount account) {
        bench.update(
                "WITH call AS (INSERT INTO channel_call (account, agency, operation, lines, started_at, finished_at)"
                        + " VALUES (?, ?, 'SET_STOCK', 4000, now(), now()) RETURNING id)"
                        + " INSERT INTO channel_feed (account, agency, call, operation, lines, state, reference, claimed_at,"
                        + " begun_at, asks, asked_at, ask_due_at, late, word, remarks) SELECT ?, ?, id, 'SET_STOCK', 4000, 'RUNNING',"
                        + " '50000000001', now(), now(), 3, now(), now() + interval '1 day', true, 'IN_PROGRESS',"
                        + " '[{\"code\":\"FEED_REPORT_INCOMPLETE\",\"severity\":\"ERROR\",\"message\":\"It does not add up\"}]' FROM call",
                account.id(),
                account.agency(),
                account.id(),
                account.agency());
    }

    void quarantinedIssue(ChannelAccount account) {
        bench.update(
                "INSERT INTO listing_issue (listing, agency, account, source, position, code, severity, message, remedy, owner,"
                        + " since, quarantined_until) SELECT id, agency, account, 'CONTENT', 0, 'X-1', 'ERROR', 'No: ' ||"
                        + " repeat('a-word-without-any-space', 4), 'remedy.unknown', 'OPERATIONS', now(), now() + interval '1 day'"
                        + " FROM listing WHERE account = ?",
                account.id());
        bench.update(
                "INSERT INTO issue_retry (agency, channel, code, remedy, asked_at, asked_by, ended_at, listings, quarantined)"
                        + " VALUES (?, 'memory', 'X-1', 'remedy.unknown', now(), 'Mitali Ghosh', now(), 1, 1)",
                account.agency());
    }

    long massChange(ChannelAccount account) {
        return bench.count(
                "INSERT INTO mass_change (account, agency, kind, since, listings, live) VALUES (?, ?, 'REPRICE', now(), 312, 400)"
                        + " RETURNING id",
                account.id(),
                account.agency());
    }

    long parkedNotification(ChannelAccount account) {
        return bench.count(
                "INSERT INTO notification (account, agency, remote_id, type, body, received_at, state, due_at, reason)"
                        + " VALUES (?, ?, gen_random_uuid()::text, 'order_created', ?, now(), 'PARKED', now(),"
                        + " 'An order-of-forty-letters-without-any-space-in-it cannot be read') RETURNING id",
                account.id(),
                account.agency(),
                vault.seal(
                        "{\"attributes\":{\"shipments\":[{\"shipmentId\":\"a-shipment-id-of-forty-letters-and-more-of-it\","
                                + "\"buyerName\":\"Rina Das\"}]}}",
                        "notification|" + account.id()));
    }

    long auditWithDrift(ChannelAccount account) {
        long audit = bench.count(
                "INSERT INTO audit (account, agency, asked_by, scheduled, report_only, outcome, began_at, ended_at, found,"
                        + " compared, calls, minimum) VALUES (?, ?, 'schedule', true, false, 'COMPLETE', now(), now(), 3, 2, 7, 6)"
                        + " RETURNING id",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, wanted, shown, state, found_at)"
                        + " SELECT ?, ?, ?, kind, kind || '-A-RATHER-LONG-SKU-OF-FORTY-LETTERS', wanted, shown, state, now()"
                        + " FROM (VALUES ('EXTRA', 'WAITING', '', ''), ('STATUS', 'REPAIRED', 'LIVE', 'FAILED_VERIFICATION'),"
                        + " ('MISSING', 'REPORTED', '', ''), ('CONTENT', 'REPORTED', 'item_name en_IN: A saree', 'item_name en_IN: No saree'))"
                        + " AS n (kind, state, wanted, shown)",
                audit,
                account.id(),
                account.agency());
        return audit;
    }
}
