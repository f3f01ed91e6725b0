package org.haat.channelsync.alert;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.haat.look.Language;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Where alerts go. Call inside a transaction. */
@Singleton
public class Destinations {
    private static final int MOST = 20;
    private static final int MOST_TESTS = 5;
    private static final Duration TESTED_LATELY = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 32;
    private final Sql sql;
    private final Vault vault;
    private final AlertConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Destinations(Sql sql, Vault vault, AlertConfig config, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    /** How alerts travel. */
    public enum Kind {
        WEBHOOK,
        EMAIL
    }

    /**
     * One address.
     *
     * @param agency whose alerts go there, {@code *} for those of every agency
     * @param goneAt since when the receiver says that it is gone (410); nothing is sent there any more
     */
    public record Destination(
            UUID id,
            String agency,
            Kind kind,
            String address,
            String language,
            Instant createdAt,
            String createdBy,
            @Nullable Instant goneAt) {}

    /** @param secret for a webhook, told this once and never again */
    public record Added(Destination destination, @Nullable String secret) {}

    /** @throws Problem 422 naming what is wrong, 409 when it is there already */
    Added add(String kind, String address, @Nullable String language, String person) {
        String agency = Scope.current().seesEverything()
                ? Condition.NOBODYS
                : Scope.current().requireAgency();
        Kind how = kind(kind);
        fault(how, address).ifPresent(fault -> {
            throw Problem.invalid("address", "address", fault + '.');
        });
        long there = sql.one("SELECT count(*) FROM alert_destination WHERE agency = ?", row -> row.getLong(1), agency);
        if (there >= MOST) {
            throw Problem.conflict("too-many", "There are " + MOST + " destinations already. Remove one first.");
        }
        UUID id = UUID.randomUUID();
        String secret = how == Kind.WEBHOOK ? secret() : null;
        int added = sql.update(
                "INSERT INTO alert_destination (id, agency, kind, address, language, sealed, created_at, created_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, kind, address) DO NOTHING",
                id,
                agency,
                how.name(),
                address,
                Language.of(language).tag(),
                secret == null ? null : vault.seal(secret, context(id)),
                clock.instant(),
                person);
        if (added == 0) {
            throw Problem.conflict("there-already", "Alerts go to this address already.");
        }
        remember(agency, person, "DESTINATION_ADDED", how + " " + address);
        return new Added(get(id), secret);
    }

    void remove(UUID id, String person) {
        Destination gone = get(id);
        sql.update("DELETE FROM alert_destination WHERE id = ?", id);
        remember(gone.agency(), person, "DESTINATION_REMOVED", gone.kind() + " " + gone.address());
    }

    Destination get(UUID id) {
        return sql.first("SELECT * FROM alert_destination WHERE id = ?", Destinations::read, id)
                .orElseThrow(() -> Problem.notFound("destination", id.toString()));
    }

    public List<Destination> all() {
        return sql.list("SELECT * FROM alert_destination ORDER BY agency, created_at", Destinations::read);
    }

    /** Those that an alert goes to: the agency's own and those for all. What is nobody's goes to these alone. */
    List<Destination> of(Alert alert) {
        boolean everybodys = alert.rule().equals(Condition.CHANNEL_STOPPED);
        return sql.list(
                "SELECT * FROM alert_destination WHERE gone_at IS NULL AND (agency IN ('*', ?) OR ?)",
                Destinations::read,
                alert.agency(),
                everybodys);
    }

    /** Only for signing. */
    String secretOf(UUID id) {
        String sealed = sql.one("SELECT sealed FROM alert_destination WHERE id = ?", row -> row.getString(1), id);
        return vault.open(sealed, context(id));
    }

    void gone(UUID id) {
        sql.update("UPDATE alert_destination SET gone_at = ? WHERE id = ?", clock.instant(), id);
    }

    /** What keeps anything from being sent there; looked at before each delivery too. */
    Optional<String> fault(Kind kind, String address) {
        if (kind == Kind.WEBHOOK) {
            return DestinationAddress.faultOfWebhook(address, config.allowPrivate());
        }
        return mayMail()
                ? DestinationAddress.faultOfMail(address)
                : Optional.of("This installation sends no e-mail: no mail server is set up");
    }

    public boolean mayMail() {
        return config.smtpHost().filter(host -> !host.isBlank()).isPresent();
    }

    /** @param action as the table names it */
    void remember(String agency, String person, String action, String detail) {
        sql.update(
                "INSERT INTO alert_change (agency, at, person, action, detail) VALUES (?, ?, ?, ?, ?)",
                agency,
                clock.instant(),
                person,
                action,
                detail);
    }

    /**
     * Whoever may test must not have us knock at an address as often as they like.
     *
     * @throws Problem 429 when the agency tested often enough for now
     */
    void rememberTest(Destination to, String person) {
        sql.list("SELECT pg_advisory_xact_lock(hashtext(?))", row -> true, "alert-test|" + to.agency());
        Instant since = clock.instant().minus(TESTED_LATELY);
        List<Instant> tests = sql.list(
                "SELECT at FROM alert_change WHERE agency = ? AND action = 'TESTED' AND at > ? ORDER BY at LIMIT ?",
                row -> Sql.instantOf(row, "at"),
                to.agency(),
                since,
                MOST_TESTS);
        if (tests.size() >= MOST_TESTS) {
            throw Problem.tooOften(
                    "Addresses were tested " + MOST_TESTS + " times within " + TESTED_LATELY.toMinutes() + " minutes.",
                    Math.max(1, Duration.between(since, tests.get(0)).toSeconds() + 1));
        }
        remember(to.agency(), person, "TESTED", to.kind() + " " + to.address());
    }

    /** What people changed. */
    public record Change(Instant at, String person, String action, String detail) {}

    public List<Change> changes(int limit) {
        return sql.list(
                "SELECT * FROM alert_change ORDER BY id DESC LIMIT ?",
                row -> new Change(
                        Sql.instantOf(row, "at"),
                        row.getString("person"),
                        row.getString("action"),
                        row.getString("detail")),
                limit);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    private static Kind kind(String text) {
        try {
            return Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("kind", "unknown", "Say WEBHOOK or EMAIL.");
        }
    }

    private static String context(UUID id) {
        return "alert-destination|" + id;
    }

    private static Destination read(ResultSet row) throws SQLException {
        return new Destination(
                Sql.uuid(row, "id"),
                row.getString("agency"),
                Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                row.getString("language"),
                Sql.instantOf(row, "created_at"),
                row.getString("created_by"),
                Sql.instant(row, "gone_at"));
    }
}
