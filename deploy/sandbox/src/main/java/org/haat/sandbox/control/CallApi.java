package org.haat.sandbox.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.calllog.CallEntry;
import org.haat.sandbox.calllog.CallLog;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;

/** Questions to the call log. */
public final class CallApi {
    private final CallLog log;

    public CallApi(CallLog log, Routes<Control> routes) {
        this.log = log;
        routes.on("GET", "/sandbox/api/calls", "findCalls", this::find);
        routes.on("GET", "/sandbox/api/calls/counts", "countCalls", call -> Answer.of(200, log.counts()));
    }

    private Answer find(Call call) {
        Optional<String> partner =
                call.query("partner").map(p -> Accounts.partner(p).orElse(p));
        Optional<String> account = call.query("account");
        Optional<String> path = call.query("path");
        Optional<String> method = call.query("method");
        Optional<Instant> since;
        int limit;
        try {
            since = call.query("since").map(Instant::parse);
            limit = call.query("limit").map(Integer::parseInt).orElse(100);
        } catch (DateTimeException | NumberFormatException e) {
            return Control.problem(400, "bad-filter", "since must be an ISO 8601 instant and limit a number");
        }
        Predicate<CallEntry> wanted = e -> partner.map(e.partner()::equals).orElse(true)
                && account.map(a -> a.equals(e.account())).orElse(true)
                && path.map(e.path()::contains).orElse(true)
                && method.map(e.method()::equalsIgnoreCase).orElse(true)
                && since.map(s -> !e.time().isBefore(s)).orElse(true);
        return Answer.of(200, log.find(wanted, Math.max(1, limit)));
    }
}
