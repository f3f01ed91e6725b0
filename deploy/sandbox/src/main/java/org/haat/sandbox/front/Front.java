package org.haat.sandbox.front;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.calllog.CallLog;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Delivery;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/**
 * What every marketplace call passes, in this order: what fell due, whose call it is, unkindness, quota, the operation,
 * the call log. One thread at a time.
 */
public final class Front {
    private static final Logger LOG = System.getLogger(Front.class.getName());
    private static final String NO_ANSWER = "(none: the sandbox was told to give no answer)";

    private final List<Partner> partners;
    private final CallLog log;
    private final Unkindness unkindness;
    private final Agenda agenda;

    public Front(List<Partner> partners, CallLog log, Unkindness unkindness, Agenda agenda) {
        this.partners = partners;
        this.log = log;
        this.unkindness = unkindness;
        this.agenda = agenda;
    }

    public Optional<Partner> partnerOf(String path) {
        return partners.stream().filter(p -> path.startsWith(p.prefix() + "/")).findFirst();
    }

    /** The operation a path means at a partner; {@code unknown} if none. */
    public static String operation(List<Partner> partners, String partner, String method, String path) {
        return partners.stream()
                .filter(p -> p.name().equals(partner))
                .findFirst()
                .flatMap(p -> p.routes().match(method, path.substring(p.prefix().length())))
                .map(m -> m.route().operation())
                .orElse("unknown");
    }

    public Delivery take(Partner partner, Call call) {
        agenda.catchUp();
        String inside = call.path().substring(partner.prefix().length());
        Optional<Routes.Match<Partner.Handler>> match = partner.routes().match(call.method(), inside);
        String operation = match.map(m -> m.route().operation()).orElse("unknown");
        Partner.Caller caller = partner.identify(call, operation);
        Delivery delivery = deliver(partner, call, match.orElse(null), operation, caller);
        record(partner, call, operation, caller.account(), delivery);
        return delivery;
    }

    private Delivery deliver(
            Partner partner,
            Call call,
            Routes.@Nullable Match<Partner.Handler> match,
            String operation,
            Partner.Caller caller) {
        Account account = caller.account();
        Supplier<Answer> truth =
                () -> partner.finish(truth(partner, call, match, operation, caller), account, operation);
        Optional<Fault> fault = unkindness.spoil(partner.name(), account == null ? null : account.name(), operation);
        return fault.map(f -> Spoiler.spoil(f, partner, truth)).orElseGet(() -> Delivery.sent(truth.get()));
    }

    private static Answer truth(
            Partner partner,
            Call call,
            Routes.@Nullable Match<Partner.Handler> match,
            String operation,
            Partner.Caller caller) {
        if (caller.refusal() != null) {
            return caller.refusal();
        }
        if (match == null) {
            return partner.failed(404);
        }
        return partner.throttle(call, caller.account(), operation)
                .orElseGet(() -> handle(partner, call, match, caller));
    }

    private static Answer handle(
            Partner partner, Call call, Routes.Match<Partner.Handler> match, Partner.Caller caller) {
        try {
            return match.route().handler().handle(call.withParams(match.params()), caller.account());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The sandbox failed in " + match.route().operation(), e);
            return partner.failed(500);
        }
    }

    private void record(Partner partner, Call call, String operation, @Nullable Account account, Delivery delivery) {
        Answer seen = delivery.manner() == Delivery.Manner.SENT ? delivery.answer() : null;
        log.append(call, partner.name(), account == null ? null : account.name(), operation, seen, NO_ANSWER);
    }
}
