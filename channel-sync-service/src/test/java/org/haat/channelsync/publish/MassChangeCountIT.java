package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.safety.MassChanges;
import org.haat.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the breaker for mass changes counts while something else happens between its statements. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class MassChangeCountIT {
    private static final int LIVE = 10;
    /** More than 30 %, and fewer than the eight of {@link EngineProfile} from which on a change is a mass change. */
    private static final int FEW = 7;

    private static final int MANY = 9;

    @Inject
    SyncBench bench;

    @Inject
    OtherReplica other;

    @Inject
    MemoryMarket market;

    @Inject
    SyncConfig config;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    private final UUID id = UUID.randomUUID();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private AccountLeases mine;
    private ChannelAccount account;
    private Publisher publisher;

    @BeforeEach
    void listingsOfAnAccountThatOnlyThisTestServes() {
        market.calm();
        mine = other.leases();
        account = other.account(id, mine);
        MassChanges breaker = new MassChanges(new Counting(dataSource), accounts, config, Clock.systemUTC());
        publisher = other.publisher(mine, sql, breaker);
        bench.offer(account, 1, LIVE);
        var unused = publisher.publish(account, Facet.CONTENT);
        assertThat(market.listings(id)).hasSize(LIVE);
    }

    @AfterEach
    void giveBack() {
        bench.pause(account);
        mine.giveBack(id);
    }

    @Test
    void floodThatComesBetweenACountAndACallIsHeld() {
        reprice(1, 1);
        meanwhile.set(() -> reprice(2, MANY));

        var unused = publisher.publish(account, Facet.PRICE);
        unused = publisher.publish(account, Facet.PRICE);

        assertThat(repriced()).as("what came before it").isEqualTo(1);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void whatAnotherHandTakesMeanwhileCountsOnce() {
        reprice(1, FEW);
        Publisher second = other.publisher(mine, sql);
        meanwhile.set(() -> {
            var unused = second.publish(account, Facet.PRICE);
        });

        var unused = publisher.publish(account, Facet.PRICE);

        assertThat(repriced()).isEqualTo(FEW);
        assertThat(waiting()).isZero();
    }

    @Test
    void whatAPersonLetsThroughWhileALineIsPickedGoesAtOnce() {
        reprice(1, MANY);
        var unused = publisher.publish(account, Facet.PRICE);
        assertThat(repriced()).isZero();
        assertThat(waiting()).isEqualTo(1);
        meanwhile.set(() -> bench.update(
                "UPDATE mass_change SET state = 'RELEASED', decided_at = clock_timestamp() WHERE account = ?", id));

        unused = publisher.publish(account, Facet.PRICE);

        assertThat(repriced()).isEqualTo(MANY);
        assertThat(waiting()).isZero();
    }

    private void reprice(int from, int to) {
        List<Event> events = IntStream.rangeClosed(from, to)
                .mapToObj(n -> SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 2)
                        .price(10_000)
                        .snapshot()))
                .toList();
        bench.tell(events);
    }

    private long repriced() {
        return market.listings(id).values().stream()
                .filter(listing -> listing.price().minor() == 10_000)
                .count();
    }

    private long waiting() {
        return bench.count("SELECT count(*) FROM mass_change WHERE account = ? AND state = 'WAITING'", id);
    }

    /** Lets something happen once, in another transaction, when it has counted. */
    private final class Counting extends Sql {
        Counting(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public <T> List<T> list(String query, Reader<T> row, Object... arguments) {
            List<T> rows = super.list(query, row, arguments);
            Runnable once = query.contains("GROUP BY f.urgency") ? meanwhile.getAndSet(null) : null;
            if (once != null) {
                CompletableFuture.runAsync(once).join();
            }
            return rows;
        }
    }
}
