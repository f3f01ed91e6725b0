package org.haat.channelsync.publish;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.listing.Facet;

/** A lane for each facet, so that content never stands before stock. */
@Singleton
public class PublishLanes {
    private final Publisher publisher;

    public PublishLanes(Publisher publisher) {
        this.publisher = publisher;
    }

    @Produces
    @Singleton
    Lane stock() {
        return new FacetLane(Facet.STOCK, true, false, publisher);
    }

    @Produces
    @Singleton
    Lane price() {
        return new FacetLane(Facet.PRICE, true, true, publisher);
    }

    @Produces
    @Singleton
    Lane content() {
        return new FacetLane(Facet.CONTENT, false, true, publisher);
    }

    private record FacetLane(Facet facet, boolean urgent, boolean givesWay, Publisher publisher) implements Lane {
        /** At 5 calls a second, as Amazon grants them, enough for answers that take half a second. */
        private static final int HANDS = 3;

        @Override
        public String name() {
            return facet.name();
        }

        @Override
        public int hands() {
            return HANDS;
        }

        @Override
        public Next work(ChannelAccount account) {
            return publisher.publish(account, facet);
        }
    }
}
