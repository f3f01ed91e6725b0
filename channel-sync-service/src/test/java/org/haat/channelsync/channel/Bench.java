package org.haat.channelsync.channel;

import java.util.Optional;

/** What a rule needs: the bench, and the facet or nothing. */
interface Bench {
    ChannelHarness harness();

    default <F> Optional<F> facet(Class<F> facet) {
        return harness().channel().facet(facet);
    }

    default Account account() {
        return harness().account();
    }
}
