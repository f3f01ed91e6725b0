package org.haat.channelsync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.haat.channelsync.account.ChannelAccount;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(8);

    static final Lane NOTHING = new Lane() {
        @Override
        public String name() {
            return "NOTHING";
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public Next work(ChannelAccount account) {
            return Next.idle();
        }
    };

    private static List<LaneSlot> slots(String agency, int count) {
        return Stream.generate(() -> new LaneSlot(UUID.randomUUID(), agency, NOTHING, LaneSlot.SLOW))
                .limit(count)
                .toList();
    }

    @Test
    void agencyAloneLeavesTwoThreadsForWhoeverComes() {
        assertThat(turns.next(slots("flooding", 50))).hasSize(6);

        assertThat(turns.next(slots("flooding", 50))).isEmpty();
        assertThat(turns.next(slots("quiet", 1))).hasSize(1);
        assertThat(turns.next(slots("third", 4)))
                .as("one, until threads come free")
                .hasSize(1);
        assertThat(turns.next(slots("fourth", 1))).as("no thread is left").isEmpty();
    }

    @Test
    void endedLaneMakesRoomForTheAgencyThatRunsLeast() {
        List<LaneSlot> flood = new ArrayList<>(slots("flooding", 50));
        List<LaneSlot> running = new ArrayList<>(turns.next(flood));
        flood.removeAll(running);
        running.addAll(turns.next(slots("quiet", 1)));

        running.subList(0, 3).forEach(turns::end);
        List<LaneSlot> waiting = new ArrayList<>(flood);
        waiting.addAll(slots("quiet", 2));

        assertThat(turns.next(waiting)).extracting(slot -> slot.agency).containsExactly("quiet", "quiet");
    }

    @Test
    void agencyOfFiftyAccountsGetsAsManyTurnsAsAnAgencyOfOne() {
        Map<String, Integer> served = new HashMap<>();
        List<LaneSlot> all = new ArrayList<>(slots("large", 200));
        all.addAll(slots("small", 4));
        List<LaneSlot> running = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<LaneSlot> due = new ArrayList<>(all);
            due.removeAll(running);
            for (LaneSlot begun : turns.next(due)) {
                served.merge(begun.agency, 1, Integer::sum);
                running.add(begun);
            }
            turns.end(running.remove(0));
        }

        assertThat(served.get("small") / (double) served.get("large")).isBetween(0.8, 1.25);
    }

    @Test
    void lanesOfAnAgencyTakeTurnsToo() {
        Turns one = new Turns(1);
        List<LaneSlot> three = slots("only", 3);
        List<LaneSlot> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LaneSlot begun = one.next(three).get(0);
            order.add(begun);
            one.end(begun);
        }

        assertThat(order)
                .containsExactly(three.get(0), three.get(1), three.get(2), three.get(0), three.get(1), three.get(2));
    }
}
