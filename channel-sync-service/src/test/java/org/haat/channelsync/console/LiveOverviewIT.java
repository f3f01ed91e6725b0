package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.channelsync.CountedDataSource.statements;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.overview.Overview;
import org.haat.channelsync.overview.Totals;
import org.haat.edge.Scope;
import org.haat.look.Language;
import org.junit.jupiter.api.Test;

/** One second of the live overview, taken by hand. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class LiveOverviewIT {
    @Inject
    SyncBench bench;

    @Inject
    Overview overview;

    @Inject
    Totals totals;

    @Inject
    Sql sql;

    private LiveOverview live(Totals of) {
        return new LiveOverview(overview, of, Clock.systemUTC(), new SimpleMeterRegistry(), "/sync");
    }

    private static AssertSubscriber<LiveOverview.Event> viewer(LiveOverview live, Scope scope) {
        return live.watch(scope, Language.EN).subscribe().withSubscriber(AssertSubscriber.create(1_000));
    }

    @Test
    void whoeverWatchesKeepsNoServiceFromStopping() {
        LiveOverview live = live(totals);
        AssertSubscriber<LiveOverview.Event> viewer =
                viewer(live, Scope.ofAgency(account().agency()));
        viewer.assertNotTerminated();

        live.endStreams(new ShutdownDelayInitiatedEvent());

        viewer.assertCompleted();
        assertThat(live.viewers()).isZero();
    }

    @Test
    void whoTakesOneEventAtATimeMissesNoAccount() {
        ChannelAccount one = account();
        ChannelAccount other = bench.account(one.agency());
        bench.pause(other);
        LiveOverview live = live(totals);
        AssertSubscriber<LiveOverview.Event> viewer = live.watch(Scope.ofAgency(one.agency()), Language.EN)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        live.tick();
        bench.update("UPDATE channel_account SET cause = 'A holiday' WHERE agency = ?", one.agency());

        viewer.request(1);
        live.tick();

        assertThat(viewer.getItems()).hasSize(2).last().satisfies(event -> {
            assertThat(event.name()).isEqualTo("part");
            assertThat(event.html()).contains("account-" + one.id(), "account-" + other.id());
        });
    }

    @Test
    void overviewThatCannotBeTakenForOneAudienceIsTakenForTheOthers() {
        ChannelAccount broken = account();
        ChannelAccount whole = account();
        AtomicBoolean fails = new AtomicBoolean(true);
        LiveOverview live = live(new Totals(sql) {
            @Override
            public Of all() {
                if (fails.get() && Scope.current().agencyOrNone().equals(broken.agency())) {
                    throw new IllegalStateException("No totals of this agency");
                }
                return super.all();
            }
        });
        AssertSubscriber<LiveOverview.Event> waiting = viewer(live, Scope.ofAgency(broken.agency()));
        AssertSubscriber<LiveOverview.Event> served = viewer(live, Scope.ofAgency(whole.agency()));

        live.tick();

        assertThat(waiting.getItems()).isEmpty();
        assertThat(served.getItems()).singleElement().satisfies(event -> assertThat(event.html())
                .contains(whole.name())
                .doesNotContain(broken.name()));
        fails.set(false);
        live.tick();
        assertThat(waiting.getItems()).singleElement().satisfies(event -> assertThat(event.html())
                .contains(broken.name()));
    }

    @Test
    void aSecondCostsTheSameForManyViewersAndForManyAccounts() {
        ChannelAccount account = account();
        Scope scope = Scope.ofAgency(account.agency());
        LiveOverview live = live(totals);
        viewer(live, scope);
        List<String> forOne = second(live);
        for (int i = 0; i < 20; i++) {
            viewer(live, scope);
        }
        List<String> forMany = second(live);
        for (int i = 0; i < 4; i++) {
            bench.pause(bench.account(account.agency()));
        }

        assertThat(forMany).as("21 viewers").isEqualTo(forOne).hasSizeLessThanOrEqualTo(22);
        assertThat(forOne)
                .as("reads of the calls")
                .filteredOn(sql -> sql.contains("account_usage"))
                .hasSize(1);
        assertThat(second(live)).as("five accounts").isEqualTo(forOne);
    }

    @Test
    void whatSomebodyMustSeeToStandsFirst() {
        ChannelAccount account = bench.account();
        bench.account(account.agency());
        bench.account(account.agency());
        Scope scope = Scope.ofAgency(account.agency());
        UUID last = order(scope).get(2);
        bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", last);

        assertThat(order(scope)).hasSize(3).first().isEqualTo(last);
    }

    private List<UUID> order(Scope scope) {
        return scope.call(() -> QuarkusTransaction.requiringNew().call(live(totals)::snapshot)).cards().stream()
                .map(card -> card.row().account())
                .toList();
    }

    private static List<String> second(LiveOverview live) {
        return statements(() -> {
            live.tick();
            return true;
        });
    }

    private ChannelAccount account() {
        ChannelAccount account = bench.account();
        bench.pause(account);
        return account;
    }
}
