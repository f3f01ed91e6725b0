package org.haat.channelsync.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.Expiries;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.ConsentFlow.Given;
import org.haat.channelsync.channel.ConsentFlow.Refused;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A seller's consent from beginning to end. The state that goes along with the browser is random, good once, for half an hour and
 * for the person who began; only its digest is kept. So a link that somebody else made brings nobody's credentials in.
 */
@Singleton
public class Consents {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int STATE_BYTES = 32;
    private final SecureRandom random = new SecureRandom();
    private final Channels channels;
    private final Accounts accounts;
    private final Expiries expiries;
    private final Sql sql;
    private final Clock clock;
    private final String origin;

    public Consents(
            Channels channels,
            Accounts accounts,
            Expiries expiries,
            Sql sql,
            Clock clock,
            @ConfigProperty(name = "haat.origin") String origin) {
        this.channels = channels;
        this.accounts = accounts;
        this.expiries = expiries;
        this.sql = sql;
        this.clock = clock;
        this.origin = origin;
    }

    /**
     * @param page where the seller's browser goes
     * @param expiresAt until when it may come back
     */
    public record Begun(URI page, Instant expiresAt) {}

    /** How it ended. */
    public enum Outcome {
        CONNECTED,
        DENIED,
        LATE,
        FOREIGN,
        FAILED,
        /** Nothing is known of this state: never begun, used already, or begun by somebody else. */
        UNKNOWN,
        /** It took longer than the state is good for. */
        EXPIRED
    }

    /**
     * @param account null when nothing is known of it
     * @param said the channel's own words, or empty
     */
    public record Finished(Outcome outcome, @Nullable UUID account, String said) {}

    /** Whether sellers come back from a page of this channel. */
    public boolean leadsBackFrom(String channel) {
        return flow(channel).isPresent();
    }

    public boolean possible(ChannelAccount account) {
        return flow(account.channel())
                .filter(flow -> flow.byConsent(unopened(account)))
                .isPresent();
    }

    /** Call inside the caller's transaction. @throws Problem 409 when the account lives by keys of its own */
    public Begun begin(ChannelAccount account, String person) {
        ConsentFlow flow = flow(account.channel())
                .orElseThrow(() -> Problem.conflict("no-consent", "This channel knows no consent of sellers."));
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant until = clock.instant().plus(LIFE);
        URI page = page(flow, accounts.open(account), state, callback(account.channel()));
        sql.update(
                "INSERT INTO consent_request (state_digest, account, agency, person, begun_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                digest(state),
                account.id(),
                account.agency(),
                person,
                clock.instant(),
                until);
        accounts.remember(account, person, "consent asked", "");
        return new Begun(page, until);
    }

    private static URI page(ConsentFlow flow, Account open, String state, URI callback) {
        try {
            return flow.consentPage(open, state, callback);
        } catch (ChannelException e) {
            throw Problem.conflict("no-consent", String.valueOf(e.getMessage()));
        }
    }

    private record Request(UUID account, Instant expiresAt) {}

    /** Calls the channel, so call it outside a transaction, with the scope of the person who came back. */
    public Finished finish(String channel, Map<String, String> query, String person) {
        String digest = digest(query.getOrDefault("state", ""));
        Optional<Request> request = inCallersScope(() -> take(digest, channel, person));
        if (request.isEmpty()) {
            return new Finished(Outcome.UNKNOWN, null, "");
        }
        UUID id = request.get().account();
        Finished finished = request.get().expiresAt().isBefore(clock.instant())
                ? new Finished(Outcome.EXPIRED, id, "")
                : exchange(id, channel, query, person);
        sql.system(() -> sql.update(
                "UPDATE consent_request SET outcome = ? WHERE state_digest = ?",
                finished.outcome().name(),
                digest));
        return finished;
    }

    private static <T> T inCallersScope(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    /** Marks the request as used; whoever did not begin it leaves it as it is. */
    private Optional<Request> take(String digest, String channel, String person) {
        return sql.first(
                "UPDATE consent_request r SET used_at = ? FROM channel_account a WHERE a.id = r.account AND a.channel = ?"
                        + " AND r.state_digest = ? AND r.person = ? AND r.used_at IS NULL RETURNING r.account, r.expires_at",
                row -> new Request(Sql.uuid(row, "account"), Sql.instantOf(row, "expires_at")),
                clock.instant(),
                channel,
                digest,
                person);
    }

    private Finished exchange(UUID id, String channel, Map<String, String> query, String person) {
        ChannelAccount account = sql.system(() -> accounts.find(id)).orElseThrow();
        Account open = sql.system(() -> accounts.open(account));
        ConsentFlow flow = flow(channel).orElseThrow();
        ConsentFlow.Answer answer = flow.exchange(open, query, callback(channel));
        if (answer instanceof Refused refused) {
            sql.system(() -> {
                accounts.remember(
                        account, person, "consent refused", refused.reason().name());
                return true;
            });
            return new Finished(Outcome.valueOf(refused.reason().name()), id, refused.said());
        }
        Given given = (Given) answer;
        sql.system(() -> keep(account, given, person));
        return new Finished(Outcome.CONNECTED, id, "");
    }

    private boolean keep(ChannelAccount account, Given given, String person) {
        given.secrets().forEach((key, value) -> accounts.setSecret(account, key, value, person));
        expiries.entered(account, given.secrets().keySet());
        given.ends().forEach((kind, at) -> expiries.told(account, kind, at));
        accounts.remember(account, person, "consent given", "");
        if (account.state() == AccountState.NEEDS_REAUTH) {
            accounts.changeState(account, AccountState.ACTIVE, null, person);
        }
        return true;
    }

    /** Requests that are over are of no use after a day; what people did stands in the account's history. */
    @Scheduled(every = "6h", delayed = "20m")
    void forget() {
        sql.system(() -> sql.update(
                "DELETE FROM consent_request WHERE expires_at < ?",
                clock.instant().minus(Duration.ofDays(1))));
    }

    private URI callback(String channel) {
        return URI.create(origin + "/sync/consent/" + channel);
    }

    private Optional<ConsentFlow> flow(String channel) {
        return channels.facet(channel, ConsentFlow.class);
    }

    private static Account unopened(ChannelAccount account) {
        return new Account(account.id(), account.agency(), account.settings(), Map.of());
    }

    private static String digest(String state) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
