package org.haat.channelsync.safety;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.SecondPerson;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.ChangeLog;
import org.haat.edge.Problem;

/** The mass changes that wait, and those that were decided. Call inside a transaction. */
@Singleton
public class MassChangeBook {
    private static final String SELECT = "SELECT m.*, a.name, a.channel, CASE WHEN m.state = 'WAITING' THEN"
            + " (SELECT count(*) FROM listing_facet f WHERE f.account = m.account AND f.work = 'SEND' AND f.call IS NULL"
            + " AND f.attempts = 0 AND f.applied_hash IS NOT NULL AND f.urgency = CASE m.kind WHEN 'ZERO' THEN 'STOCK_TO_ZERO'"
            + " WHEN 'END' THEN 'RETIRE' ELSE 'PRICE' END) ELSE 0 END AS waiting"
            + " FROM mass_change m JOIN channel_account a ON a.id = m.account ";
    private final Sql sql;
    private final Accounts accounts;
    private final SecondPerson secondPerson;
    private final ChangeLog log;
    private final Clock clock;

    public MassChangeBook(Sql sql, Accounts accounts, SecondPerson secondPerson, ChangeLog log, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.secondPerson = secondPerson;
        this.log = log;
        this.clock = clock;
    }

    public List<MassChange> waiting() {
        return sql.list(SELECT + "WHERE m.state = 'WAITING' ORDER BY m.id", MassChangeBook::read);
    }

    /** The newest first. */
    public List<MassChange> decided(int limit) {
        return sql.list(SELECT + "WHERE m.state <> 'WAITING' ORDER BY m.id DESC LIMIT ?", MassChangeBook::read, limit);
    }

    public Optional<MassChange> find(long id) {
        return sql.first(SELECT + "WHERE m.id = ?", MassChangeBook::read, id);
    }

    /** What waits, from the listing after {@code after}. */
    public List<MassChange.Line> lines(MassChange change, long after, int limit) {
        return sql.list(
                "SELECT l.id, l.sku, l.title, f.applied, f.desired FROM listing_facet f JOIN listing l ON l.id = f.listing WHERE"
                        + MassChanges.HARMFUL + "AND f.urgency = ? AND l.id > ? ORDER BY l.id LIMIT ?",
                row -> new MassChange.Line(
                        row.getLong("id"),
                        row.getString("sku"),
                        row.getString("title"),
                        row.getString("applied"),
                        row.getString("desired")),
                change.account(),
                change.kind().urgency().name(),
                after,
                limit);
    }

    /**
     * @param seenAt when the person looked: what changed since is judged anew
     * @throws Problem 404 when there is none, 409 when it waits no more or the person caused it
     */
    public MassChange release(long id, Instant seenAt, String person) {
        MassChange change = find(id).orElseThrow(() -> Problem.notFound("mass change", Long.toString(id)));
        if (change.kind() == Kind.REPRICE) {
            secondPerson.releasePrices(change.account());
        }
        Instant now = clock.instant();
        Instant seen = seenAt.isAfter(now) ? now : seenAt;
        int released = sql.update(
                "UPDATE mass_change SET state = 'RELEASED', decided_at = ?, decided_by = ?, seen_at = ? WHERE id = ?"
                        + " AND state = 'WAITING'",
                now,
                person,
                seen,
                id);
        if (released == 0) {
            throw Problem.conflict("waits-no-more", "This change waits no more.");
        }
        ChannelAccount account = accounts.find(change.account()).orElseThrow();
        log.letThrough(account, ChangeLog.ofMassChange(id), change.kind().urgency(), seen);
        accounts.remember(account, person, "mass change released", change.kind() + " " + change.waiting());
        accounts.wake(account.id());
        return find(id).orElseThrow();
    }

    private static MassChange read(ResultSet row) throws SQLException {
        return new MassChange(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getString("name"),
                row.getString("channel"),
                row.getString("agency"),
                Kind.valueOf(row.getString("kind")),
                MassChange.State.valueOf(row.getString("state")),
                Sql.instantOf(row, "since"),
                row.getLong("listings"),
                row.getLong("live"),
                row.getLong("waiting"),
                Sql.instant(row, "decided_at"),
                row.getString("decided_by"));
    }
}
