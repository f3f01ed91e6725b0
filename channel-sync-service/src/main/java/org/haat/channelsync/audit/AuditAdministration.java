package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What people do with audits. Call inside a transaction of the caller's scope. */
@Singleton
public class AuditAdministration {
    private final Audits audits;
    private final Drifts drifts;
    private final Accounts accounts;
    private final Channels channels;
    private final Caller caller;
    private final SyncConfig config;
    private final Clock clock;

    AuditAdministration(
            Audits audits,
            Drifts drifts,
            Accounts accounts,
            Channels channels,
            Caller caller,
            SyncConfig config,
            Clock clock) {
        this.audits = audits;
        this.drifts = drifts;
        this.accounts = accounts;
        this.channels = channels;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /** @param inFull also the content of listings of which the channel's list does not tell it */
    public AuditView start(UUID id, boolean reportOnly, boolean inFull) {
        ChannelAccount account = account(id);
        if (!offers(account.channel())) {
            throw Problem.invalid("account", "audit-not-offered", "This channel does not tell which listings it has.");
        }
        int shares = inFull ? Audit.EVERY_LISTING : Audit.WHAT_WAS_CHANGED;
        Audit begun = audits.begin(account, caller.person(), false, reportOnly, shares, clock.instant())
                .orElseThrow(() -> Problem.conflict(
                        "audit-runs", "An audit of this account runs already; wait for it, or stop it."));
        accounts.wake(id);
        return view(begun);
    }

    /** Whether accounts of this channel can be audited. */
    public boolean offers(String channel) {
        return channels.facet(channel, ListingCensus.class).isPresent()
                && channels.facet(channel, ListingReader.class).isPresent();
    }

    public List<AuditView> list(@Nullable UUID account, long before, int limit) {
        return audits.list(account, before, limit).stream().map(this::view).toList();
    }

    public AuditView get(long id) {
        return view(audit(id));
    }

    public List<AuditView.Line> lines(long id, @Nullable String kind, long after, int limit) {
        return drifts.lines(audit(id).id(), kind(kind), after, limit).stream()
                .map(line -> new AuditView.Line(
                        line.id(),
                        line.kind(),
                        line.sku(),
                        line.remoteId(),
                        line.ours(),
                        line.wanted(),
                        line.shown(),
                        line.state().name(),
                        line.foundAt(),
                        line.settledAt(),
                        line.settledBy()))
                .toList();
    }

    public AuditView stop(long id) {
        Audit audit = audit(id);
        Audit running = audits.lockRunning(audit.id())
                .orElseThrow(() -> Problem.conflict("audit-ended", "This audit ended already."));
        audits.end(running, Audit.Outcome.STOPPED, "STOPPED", 0, clock.instant());
        accounts.remember(account(audit.account()), caller.person(), "audit stopped", Long.toString(id));
        return get(id);
    }

    public void leave(long id, long line) {
        if (!drifts.leave(audit(id).id(), line, caller.person(), clock.instant())) {
            throw Problem.notFound("difference that waits", Long.toString(line));
        }
    }

    private Audit audit(long id) {
        return audits.find(id).orElseThrow(() -> Problem.notFound("audit", Long.toString(id)));
    }

    private ChannelAccount account(UUID id) {
        return accounts.find(id).orElseThrow(() -> Problem.notFound("account", id.toString()));
    }

    private AuditView view(Audit audit) {
        ChannelAccount account = account(audit.account());
        Audit.Outcome outcome = audit.outcome();
        boolean measured = outcome != null && audit.minimum() > 0;
        return new AuditView(
                audit.id(),
                audit.account(),
                account.name(),
                account.channel(),
                outcome == null ? "RUNNING" : outcome.name(),
                outcome == null ? audit.phase().name() : null,
                audit.why(),
                audit.reportOnly(),
                audit.askedBy(),
                audit.beganAt(),
                audit.endedAt(),
                audit.found(),
                audit.compared(),
                audit.moving(),
                audit.calls(),
                audit.minimum(),
                measured ? Math.round(1_000.0 * audit.calls() / audit.minimum()) / 1_000.0 : null,
                audit.texts(),
                audit.textsLeft(),
                contents(audit),
                audit.contentShares() > Audit.EVERY_LISTING ? audit.contentShare() + 1 : null,
                audit.contentShares() > Audit.EVERY_LISTING ? audit.contentShares() : nights(),
                drifts.counts(audit.id()).stream()
                        .map(count ->
                                new AuditView.Drift(count.kind(), count.lines(), count.repaired(), count.waiting()))
                        .toList());
    }

    /** In so many nights the content of each listing is compared. */
    public int nights() {
        return Math.max(1, config.audit().contentNights());
    }

    private static AuditView.Contents contents(Audit audit) {
        return switch (audit.contentShares()) {
            case Audit.WHAT_WAS_CHANGED -> AuditView.Contents.CHANGED;
            case Audit.EVERY_LISTING -> AuditView.Contents.ALL;
            default -> AuditView.Contents.SHARE;
        };
    }

    private static @Nullable DriftKind kind(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return null;
        }
        try {
            return DriftKind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "kind", "unknown-kind", "There is no such kind; there are " + List.of(DriftKind.values()) + ".");
        }
    }
}
