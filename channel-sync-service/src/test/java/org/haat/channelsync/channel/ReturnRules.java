package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.channel.ReturnSource.ReturnPage;
import org.haat.event.ChannelReturn;
import org.junit.jupiter.api.Test;

/** Rule 21: what comes back. */
interface ReturnRules extends Bench {
    Instant EARLY = Instant.parse("2026-11-20T00:00:00Z");

    @Test
    @Rule(21)
    default void everyReturnOfEveryKindIsFoundOverAllPages() {
        facet(ReturnSource.class).ifPresent(source -> {
            List<RemoteReturn> given = new ArrayList<>();
            for (int i = 1; i <= 30; i++) {
                ChannelReturn.Kind kind = i % 5 == 0 ? ChannelReturn.Kind.COURIER : ChannelReturn.Kind.CUSTOMER;
                given.add(Samples.goodsBack("R-" + i, kind, ChannelReturn.Status.CREATED));
            }
            harness().returns(account(), given);

            List<RemoteReturn> found = walk(source);

            assertThat(found)
                    .extracting(RemoteReturn::remoteReturnId)
                    .containsExactlyInAnyOrderElementsOf(
                            given.stream().map(RemoteReturn::remoteReturnId).toList());
            assertThat(found.stream().filter(one -> one.kind() == ChannelReturn.Kind.COURIER))
                    .hasSize(6);
        });
    }

    @Test
    @Rule(21)
    default void lineQuantityTimeAndStateAreExact() {
        facet(ReturnSource.class).ifPresent(source -> {
            RemoteReturn given = Samples.goodsBack("R-1", ChannelReturn.Kind.CUSTOMER, ChannelReturn.Status.COMPLETED);
            harness().returns(account(), List.of(given));

            RemoteReturn found = walk(source).get(0);

            assertThat(found.remoteLineId()).isEqualTo(given.remoteLineId());
            assertThat(found.quantity()).isEqualTo(2);
            assertThat(found.status()).isEqualTo(ChannelReturn.Status.COMPLETED);
            assertThat(found.updatedAt()).isEqualTo(given.updatedAt());
            assertThat(found.version()).isEqualTo(given.updatedAt().toEpochMilli());
            assertThat(source.oneReturn(account(), "R-1")).contains(found);
            assertThat(source.oneReturn(account(), "R-404")).isEmpty();
            assertThat(source.returnsChangedSince(harness().otherAccount(), EARLY, null)
                            .returns())
                    .isEmpty();
        });
    }

    private List<RemoteReturn> walk(ReturnSource source) {
        List<RemoteReturn> found = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            ReturnPage page = source.returnsChangedSince(account(), EARLY, cursor);
            found.addAll(page.returns());
            cursor = page.next();
        } while (cursor != null && ++pages < 40);
        return found;
    }
}
