package org.haat.channelsync.account;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.security.Caller;
import org.haat.channelsync.security.PlainText;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** What people do to accounts. Nothing is stored that its channel finds fault with. */
@Singleton
public class AccountAdministration {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private final Accounts accounts;
    private final Channels channels;
    private final Expiries expiries;
    private final Caller caller;
    private final SecondPerson secondPerson;
    private final Clock clock;

    public AccountAdministration(
            Accounts accounts,
            Channels channels,
            Expiries expiries,
            Caller caller,
            SecondPerson secondPerson,
            Clock clock) {
        this.accounts = accounts;
        this.channels = channels;
        this.expiries = expiries;
        this.caller = caller;
        this.secondPerson = secondPerson;
        this.clock = clock;
    }

    public ChannelAccount get(UUID id) {
        return accounts.find(id).orElseThrow(() -> Problem.notFound("account", id.toString()));
    }

    public ChannelAccount create(AccountView.New wish) {
        Channel channel = channel(wish.channel());
        Instant now = clock.instant();
        Map<String, String> settings = orEmpty(wish.settings());
        Map<String, String> secrets = orEmpty(wish.secrets());
        boolean waits = Admission.awaitsConsent(channel, settings, secrets);
        ChannelAccount account = new ChannelAccount(
                UUID.randomUUID(),
                agency(wish.agency()),
                channel.id(),
                PlainText.of("name", wish.name()),
                waits ? AccountState.NEEDS_REAUTH : AccountState.ACTIVE,
                waits ? ChannelAccount.NO_CONSENT_YET : null,
                now,
                settings,
                1,
                now,
                caller.person(),
                null,
                null,
                null,
                false);
        refuse(Stream.concat(
                        HaatSettings.unknownSettings(channel, Map.of(), settings).stream(),
                        HaatSettings.unknownSecrets(channel, Map.of(), secrets).stream())
                .toList());
        refuse(HaatSettings.faults(channel, new Account(account.id(), account.agency(), settings, secrets)));
        refuseTwin(account);
        secondPerson.open(account);
        insertOnce(account, channel.identity(new Account(account.id(), account.agency(), settings, secrets)));
        secrets.forEach((key, value) -> accounts.setSecret(account, key, value, caller.person()));
        expiries.entered(account, secrets.keySet());
        accounts.wake(account.id());
        return account;
    }

    /** @param version the one the caller read */
    public ChannelAccount update(UUID id, long version, AccountView.Update wish) {
        ChannelAccount known = get(id);
        ChannelAccount changed = new ChannelAccount(
                known.id(),
                known.agency(),
                known.channel(),
                wish.name().strip().equals(known.name()) ? known.name() : PlainText.of("name", wish.name()),
                known.state(),
                known.cause(),
                known.stateSince(),
                wish.settings(),
                version,
                known.updatedAt(),
                known.updatedBy(),
                known.stopped(),
                known.awaySince(),
                known.awayReason(),
                known.review());
        Account open = accounts.open(known);
        refuse(HaatSettings.unknownSettings(channel(known.channel()), known.settings(), wish.settings()));
        refuse(HaatSettings.faults(
                channel(known.channel()), new Account(known.id(), known.agency(), wish.settings(), open.secrets())));
        refuseTwin(changed);
        boolean pricesAnew = !saleMoney(known).equals(saleMoney(changed));
        secondPerson.change(known, changed, pricesAnew);
        Optional<String> identity =
                channel(known.channel()).identity(new Account(known.id(), known.agency(), wish.settings(), Map.of()));
        boolean written = refusingTwins(() -> accounts.update(known, changed, identity.orElse(null), caller.person()));
        if (!written) {
            throw Problem.stale("account");
        }
        if (pricesAnew) {
            accounts.planAgain(id);
        }
        return get(id);
    }

    /** The money that it sells in by its settings and today's date; empty where prices go as they are. */
    public Optional<SaleMoney> saleMoney(ChannelAccount account) {
        return channel(account.channel()).saleMoney(account.settings(), LocalDate.ofInstant(clock.instant(), INDIA));
    }

    /** New secrets open an account that the channel had closed. */
    public ChannelAccount setSecrets(UUID id, Map<String, String> secrets) {
        ChannelAccount known = get(id);
        Map<String, String> all = new TreeMap<>(accounts.open(known).secrets());
        refuse(HaatSettings.unknownSecrets(channel(known.channel()), all, secrets));
        all.putAll(secrets);
        all.values().removeIf(String::isBlank);
        // Faults of settings are mended among the settings: they keep nobody from renewing a credential.
        refuse(
                HaatSettings.faults(
                                channel(known.channel()),
                                new Account(known.id(), known.agency(), known.settings(), all))
                        .stream()
                        .filter(fault -> !known.settings().containsKey(fault.key()))
                        .toList());
        secrets.forEach((key, value) -> accounts.setSecret(known, key, value, caller.person()));
        expiries.entered(known, secrets.keySet());
        Channel channel = channel(known.channel());
        if (known.state() == AccountState.NEEDS_REAUTH
                && Admission.opens(channel, secrets.keySet())
                && !Admission.awaitsConsent(channel, known.settings(), all)) {
            accounts.changeState(known, AccountState.ACTIVE, null, caller.person());
        }
        return get(id);
    }

    public List<AccountFault> check(UUID id) {
        ChannelAccount known = get(id);
        return channel(known.channel()).check(accounts.open(known));
    }

    public ChannelAccount pause(UUID id, String reason) {
        accounts.changeState(get(id), AccountState.PAUSED, PlainText.of("reason", reason), caller.person());
        return get(id);
    }

    /** @throws Problem 409 while it waits for its first consent */
    public ChannelAccount resume(UUID id) {
        ChannelAccount known = get(id);
        Map<String, String> secrets = accounts.open(known).secrets();
        if (channels.find(known.channel())
                .filter(channel -> Admission.awaitsConsent(channel, known.settings(), secrets))
                .isPresent()) {
            throw Problem.conflict(
                    "consent-awaited",
                    "The seller has not given consent yet. Connect the account on its page; it then begins by itself.");
        }
        accounts.changeState(known, AccountState.ACTIVE, null, caller.person());
        return get(id);
    }

    /** Shows no stock on any listing until {@link #back}. */
    public ChannelAccount away(UUID id, String reason) {
        if (!accounts.leave(get(id), PlainText.of("reason", reason), caller.person())) {
            throw Problem.conflict("away-already", "This account is away already.");
        }
        return get(id);
    }

    public ChannelAccount back(UUID id) {
        if (!accounts.comeBack(get(id), caller.person())) {
            throw Problem.conflict("not-away", "This account is not away.");
        }
        return get(id);
    }

    public void remove(UUID id) {
        ChannelAccount account = get(id);
        if (!accounts.remove(account.id())) {
            throw Problem.conflict(
                    "account-in-use", "This account has listings or orders. Pause it instead; its history must stay.");
        }
        accounts.remember(account, caller.person(), "removed", account.channel() + ' ' + account.name());
    }

    private Channel channel(String id) {
        return channels.find(id)
                .orElseThrow(() -> Problem.invalid(
                        "channel",
                        "unknown-channel",
                        "There is no channel " + id + " here; there are " + channels.ids()));
    }

    private void refuseTwin(ChannelAccount account) {
        boolean taken = accounts.all().stream()
                .anyMatch(other -> other.agency().equals(account.agency())
                        && other.name().equalsIgnoreCase(account.name())
                        && !other.id().equals(account.id()));
        if (taken) {
            throw Problem.invalid("name", "name-taken", "Another account of this agency has this name.");
        }
    }

    private void insertOnce(ChannelAccount account, Optional<String> identity) {
        refusingTwins(() -> {
            accounts.insert(account, identity.orElse(null));
            return true;
        });
    }

    /** The database is the judge of twins, also of those that another person is making or that another agency has. */
    private static boolean refusingTwins(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                boolean sameName = String.valueOf(sql.getMessage()).contains("name");
                throw sameName
                        ? Problem.invalid("name", "name-taken", "Another account of this agency has this name.")
                        : Problem.invalid(
                                "settings",
                                "account-exists",
                                "This seller's account is open here already. Opened twice, everything would be sent twice and"
                                        + " every order counted twice. Use the account that is there.");
            }
            throw e;
        }
    }

    private static String agency(@Nullable String wished) {
        Scope scope = Scope.current();
        if (!scope.seesEverything()) {
            String own = scope.requireAgency();
            if (wished != null && !wished.equals(own)) {
                throw Problem.forbidden("other-agency", "You may create accounts of your own agency only.");
            }
            return own;
        }
        if (wished == null) {
            throw Problem.invalid("agency", "required", "Name the agency that the account belongs to.");
        }
        return wished;
    }

    private static void refuse(List<AccountFault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults.stream()
                    .map(fault -> new Problem.Fault(fault.key(), fault.code(), fault.message(), null))
                    .toList());
        }
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
