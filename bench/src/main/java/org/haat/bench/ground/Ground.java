package org.haat.bench.ground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.haat.bench.measure.Noise;
import org.haat.bench.stub.StubMarket;
import org.haat.local.DataFolder;
import org.haat.local.LocalHaat;
import org.haat.local.Options;
import org.haat.local.Pace;
import org.haat.local.Terminal;
import org.haat.local.demo.Web;
import org.haat.local.identity.Person;
import org.haat.local.process.Part;
import org.haat.local.service.HaatService;
import org.jspecify.annotations.Nullable;

/**
 * Everything runs as {@code ./haat up} runs it, with the marketplaces' time in full; only the marketplaces themselves are
 * the stub, until a figure needs the sandbox. One agency's shops on both stand open from the start.
 */
public final class Ground implements AutoCloseable {
    public static final String AGENCY = Person.SAMPLE_AGENCY;
    public static final String ADMINISTRATOR = "anita";
    /** PostgreSQL tells when a row's transaction committed, and what each statement read. */
    private static final Map<String, String> DATABASE_SETTINGS =
            Map.of("track_commit_timestamp", "on", "shared_preload_libraries", "pg_stat_statements");

    private static final Duration QUIET = Duration.ofMinutes(3);
    private final DataFolder data;
    private final LocalHaat haat;
    private final Terminal terminal;
    private final StubMarket stub = StubMarket.open();
    private final Web web;
    private @Nullable Tables sync;
    private @Nullable CatalogueFeed feed;
    private @Nullable Shops shops;
    private @Nullable Shop amazon;
    private @Nullable Shop flipkart;
    private boolean closed;

    public Ground(Path home, Path folder, Terminal terminal) {
        data = DataFolder.take(folder, true);
        this.terminal = terminal;
        Options options = new Options(false, true, 0, 0, Optional.of(folder), Pace.REAL, OptionalInt.empty());
        haat = new LocalHaat(options, data, home, terminal, HaatService.ALL, DATABASE_SETTINGS);
        hastenChannels(Pace.REAL.factor());
        web = new Web(haat);
    }

    /** What the service is told: where the marketplaces are, and that nobody stops a change of everything or audits by night. */
    private static Map<String, String> channels(String amazon, String flipkart, String timeScale) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HAAT_AMAZON_URL", amazon);
        environment.put("HAAT_AMAZON_LWA_URL", amazon + "/auth/o2/token");
        environment.put("HAAT_FLIPKART_URL", flipkart);
        environment.put("HAAT_TIME_SCALE", timeScale);
        environment.put("HAAT_SYNC_MASS_CHANGE_SHARE", "1000");
        environment.put("HAAT_SYNC_AUDIT_NIGHTLY", "false");
        return environment;
    }

    public void start() throws InterruptedException {
        haat.start();
        sync = new Tables(haat.postgres(), "sync");
        sync.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        feed = new CatalogueFeed(haat.kafka().bootstrapServers());
        shops = new Shops(web, sync, feed, stub);
        amazon = shops.open(ADMINISTRATOR, AGENCY, StubMarket.AMAZON);
        flipkart = shops.open(ADMINISTRATOR, AGENCY, StubMarket.FLIPKART);
        liftQuotas();
    }

    /** So that nothing but the program itself takes time. */
    public void liftQuotas() {
        stub.grantEverything();
        shops().liftQuotas(amazon(), "patchListingsItem", "putListingsItem", "searchListingsItems");
        shops().liftQuotas(flipkart(), "flipkart-seller");
    }

    /** Stops the service of channels, does something while it is down, and starts it again. */
    public void restartChannels(Runnable meanwhile) throws InterruptedException {
        Part part = haat.part(HaatService.CHANNELS.name());
        haat.hold(part);
        part.stop();
        meanwhile.run();
        part.start();
        if (!Await.until(part.startLimit(), part::isReady)) {
            throw new IllegalStateException("The service of channels did not come back");
        }
        haat.release(part);
    }

    /** Where the marketplaces are from the next start on, and how fast time passes there. */
    public void moveChannels(String amazonUrl, String flipkartUrl, Pace pace) {
        haat.tell(HaatService.CHANNELS, channels(amazonUrl, flipkartUrl, pace.factor()));
    }

    public void moveChannelsBack() {
        hastenChannels(Pace.REAL.factor());
    }

    /** From the next start on the marketplaces are the stub, and every waiting time is multiplied by this. */
    public final void hastenChannels(String timeScale) {
        haat.tell(
                HaatService.CHANNELS, channels(stub.url(StubMarket.AMAZON), stub.url(StubMarket.FLIPKART), timeScale));
    }

    /**
     * Waits some minutes for the load to pass that others, or the figure before, have left behind.
     *
     * @return why a timing would prove nothing, empty when the machine is quiet
     */
    public Optional<String> settle() throws InterruptedException {
        boolean quiet = Await.until(QUIET, () -> Noise.load() <= Noise.MOST_LOAD);
        return quiet
                ? Optional.empty()
                : Optional.of(String.format(
                        java.util.Locale.ROOT,
                        "load average %.1f before the start, and still after %d s",
                        Noise.load(),
                        QUIET.toSeconds()));
    }

    public Terminal terminal() {
        return terminal;
    }

    public void say(String line) {
        terminal.say(line);
    }

    public LocalHaat haat() {
        return haat;
    }

    public DataFolder data() {
        return data;
    }

    public Web web() {
        return web;
    }

    public StubMarket stub() {
        return stub;
    }

    public Tables sync() {
        return started(sync);
    }

    public CatalogueFeed feed() {
        return started(feed);
    }

    public Shops shops() {
        return started(shops);
    }

    public Shop amazon() {
        return started(amazon);
    }

    public Shop flipkart() {
        return started(flipkart);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Nothing runs yet");
        }
        return part;
    }

    /** May be called while it starts, and more than once. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (feed != null) {
            feed.close();
            feed = null;
        }
        haat.close();
        stub.close();
        data.close();
    }
}
