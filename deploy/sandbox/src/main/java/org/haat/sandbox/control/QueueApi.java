package org.haat.sandbox.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.amazon.Notice;
import org.haat.sandbox.amazon.Notices;
import org.haat.sandbox.amazon.Subscriptions;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.queue.QueueServer;

/** Queues as their owner makes them at the cloud's console, and what waits to be sent into them. */
public final class QueueApi {
    private static final String NAME = "[A-Za-z0-9_-]{1,80}";
    private final Subscriptions subscriptions;
    private final Notices notices;
    private final QueueServer server;
    private final Accounts accounts;

    public QueueApi(
            Subscriptions subscriptions,
            Notices notices,
            QueueServer server,
            Accounts accounts,
            Routes<Control> routes) {
        this.subscriptions = subscriptions;
        this.notices = notices;
        this.server = server;
        this.accounts = accounts;
        String base = "/sandbox/api/amazon/queues";
        routes.on("GET", base, "listQueues", this::list);
        routes.on("POST", base, "openQueue", this::open);
        routes.on("POST", base + "/{name}/messages", "injectMessage", this::inject);
    }

    private Answer open(Call call) {
        String name = call.json()
                .orElseGet(Json.MAPPER::createObjectNode)
                .path("name")
                .asText();
        if (!name.matches(NAME)) {
            return Control.problem(400, "bad-name", "name must be letters, digits, - and _, at most 80");
        }
        return Answer.of(200, described(subscriptions.open(name)));
    }

    private Map<String, Object> described(Subscriptions.Queue queue) {
        return Map.of(
                "name",
                queue.name(),
                "url",
                server.url(queue.name()),
                "arn",
                queue.arn(),
                "accessKeyId",
                "AKIASANDBOX000000000",
                "secretAccessKey",
                "sandbox-takes-any");
    }

    /** Any text, so that a test or a trainee sees what a poisoned message does. */
    private Answer inject(Call call) {
        String name = call.param("name");
        Optional<Account> any = accounts.of(Account.AMAZON).stream().findFirst();
        if (any.isEmpty()
                || subscriptions.queues().stream()
                        .noneMatch(queue -> queue.name().equals(name))) {
            return Control.problem(404, "no-queue", "There is no such queue, or no Amazon account yet");
        }
        notices.inject(any.get(), name, call.bodyText());
        return Answer.empty(202);
    }

    private Answer list(Call call) {
        List<Map<String, Object>> queues =
                subscriptions.queues().stream().map(this::described).toList();
        List<Map<String, Object>> waiting =
                notices.waiting().stream().map(QueueApi::line).toList();
        return Answer.of(200, Map.of("queues", queues, "waiting", waiting));
    }

    private static Map<String, Object> line(Notice notice) {
        return Map.of(
                "account",
                notice.account(),
                "type",
                notice.type(),
                "queue",
                notice.queue(),
                "due",
                notice.due(),
                "tries",
                notice.tries());
    }
}
