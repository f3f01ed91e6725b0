package org.haat.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haat.sandbox.amazon.AmazonPartner;
import org.haat.sandbox.amazon.Notices;
import org.haat.sandbox.calllog.CallLog;
import org.haat.sandbox.control.AccountApi;
import org.haat.sandbox.control.CallApi;
import org.haat.sandbox.control.Control;
import org.haat.sandbox.control.MarketApi;
import org.haat.sandbox.control.PushApi;
import org.haat.sandbox.control.QueueApi;
import org.haat.sandbox.control.ReturnApi;
import org.haat.sandbox.control.SellerHubApi;
import org.haat.sandbox.control.UnkindnessApi;
import org.haat.sandbox.flipkart.FlipkartPartner;
import org.haat.sandbox.flipkart.Pushes;
import org.haat.sandbox.front.Front;
import org.haat.sandbox.front.Partner;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Delivery;
import org.haat.sandbox.http.HttpDoor;
import org.haat.sandbox.http.Postman;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Shoppers;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.page.Pages;
import org.haat.sandbox.queue.QueueServer;

/** The training stand-in for the marketplaces, as one process. */
public final class Sandbox implements AutoCloseable {
    private static final long PUSH_EVERY_MILLIS = 100;
    private final Vertx vertx;
    private final Journal journal;
    private final CallLog log;
    private final Agenda agenda;
    private final QueueServer queues;
    private final Routes<Control> routes = new Routes<>();
    private final Pace pace;
    private final Front front;
    private final int port;

    private Sandbox(SandboxOptions options, Clock clock) throws IOException {
        pace = new Pace(clock, options.speed());
        agenda = new Agenda(pace);
        journal = Journal.open(options.data().resolve("sandbox/state.jsonl"));
        Ground ground = Ground.of(journal, pace, agenda);
        queues = new QueueServer(options.queuePort());
        AmazonPartner amazon = new AmazonPartner(ground, options.data().resolve("sandbox/documents"), queues);
        FlipkartPartner flipkart = new FlipkartPartner(ground);
        List<Partner> partners = List.of(amazon, flipkart);
        List<Marketplace> marketplaces = List.of(amazon.marketplace(), flipkart.marketplace());
        log = new CallLog(
                options.data().resolve("sandbox/calls.jsonl"),
                (partner, method, path) -> Front.operation(partners, partner, method, path));
        front = new Front(partners, log, ground.unkindness(), agenda);
        new AccountApi(ground.accounts(), routes);
        new CallApi(log, routes);
        Shoppers shoppers = new Shoppers(marketplaces, ground.offers(), pace);
        new MarketApi(marketplaces, shoppers, routes);
        new Pages(ground, marketplaces, shoppers, log, flipkart.comebacks(), routes);
        new SellerHubApi(flipkart.sellerHub(), ground.accounts(), routes);
        new QueueApi(amazon.subscriptions(), amazon.notices(), queues, ground.accounts(), routes);
        new PushApi(flipkart.pushes(), ground.accounts(), routes);
        new ReturnApi(flipkart.comebacks(), routes);
        new UnkindnessApi(ground, routes);
        routes.on("GET", "/sandbox/api/health", "health", this::health);
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        port = open(new HttpDoor(vertx, pace, this::take), options.port());
        deliver(flipkart.pushes(), amazon);
    }

    /** On the event loop of the calls, so that the marketplaces still do one thing after the other. */
    private void deliver(Pushes pushes, AmazonPartner amazon) {
        vertx.runOnContext(begin -> {
            Postman postman = new Postman(vertx);
            vertx.setPeriodic(PUSH_EVERY_MILLIS, tick -> {
                boolean nobody = pushes.subscriptions().isEmpty()
                        && amazon.subscriptions().queues().isEmpty();
                if (nobody) {
                    return;
                }
                agenda.catchUp();
                deliver(amazon.notices(), postman);
                for (Pushes.Letter letter : pushes.due()) {
                    postman.post(
                            letter.url(),
                            letter.headers(),
                            letter.push().body(),
                            status -> pushes.answered(letter.push(), status == 200));
                }
            });
        });
    }

    private static void deliver(Notices notices, Postman postman) {
        for (Notices.Letter letter : notices.due()) {
            postman.post(
                    letter.url(),
                    QueueServer.headers("SendMessage"),
                    letter.body(),
                    status -> notices.answered(letter.notice(), status == 200));
        }
    }

    /** @throws IOException if the data directory cannot be used or the port is taken, with a sentence for people */
    public static Sandbox start(SandboxOptions options, Clock clock) throws IOException {
        return new Sandbox(options, clock);
    }

    private int open(HttpDoor door, int wanted) throws IOException {
        try {
            return door.open(wanted).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause instanceof BindException
                            ? "Port " + wanted + " is taken. Name another with --port."
                            : "The sandbox cannot listen on port " + wanted + ": " + cause.getMessage(),
                    e);
        } catch (InterruptedException | TimeoutException e) {
            close();
            throw new IOException("The sandbox could not start listening.", e);
        }
    }

    public int port() {
        return port;
    }

    private Delivery take(Call call) {
        Optional<Partner> partner = front.partnerOf(call.path());
        if (partner.isPresent()) {
            return front.take(partner.get(), call);
        }
        agenda.catchUp();
        if (call.header("sec-fetch-site").orElse("").equals("cross-site")
                && !call.method().equals("GET")) {
            return Delivery.sent(Control.problem(403, "cross-site", "Another site may not press this page's buttons"));
        }
        return Delivery.sent(routes.match(call.method(), call.path())
                .map(m -> m.route().handler().handle(call.withParams(m.params())))
                .orElseGet(() -> routes.knows(call.path())
                        ? Control.problem(405, "no-such-method", "This path has no such method")
                        : Control.problem(404, "no-such-path", "The sandbox has no such path")));
    }

    private Answer health(Call call) {
        return Answer.of(200, Map.of("status", "UP", "speed", pace.factor(), "time", pace.now()));
    }

    @Override
    public void close() throws IOException {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        journal.close();
        log.close();
        queues.close();
    }

    /** Starts the process; what goes wrong at the start is one sentence and exit status 2. */
    public static void main(String[] args) {
        try {
            Sandbox sandbox = start(SandboxOptions.parse(List.of(args)), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::closeQuietly, "close"));
            System.out.println("Haat sandbox listens on http://127.0.0.1:" + sandbox.port() + "/sandbox/");
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("The sandbox's files could not be closed: " + e.getMessage());
        }
    }
}
