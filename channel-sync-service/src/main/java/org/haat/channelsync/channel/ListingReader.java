package org.haat.channelsync.channel;

import java.util.List;
import java.util.Map;

/** Reads listings back: the only proof that one is live, and the answer to an unknown outcome. */
public interface ListingReader {
    /** One answer per SKU, in order; {@link RemoteListing#absent} for one that is not there. */
    List<RemoteListing> read(Account account, List<String> skus);

    /**
     * As {@link #read}, certain that each SKU has its answer.
     *
     * @throws ChannelException of kind {@link FailureKind#PROTOCOL} when it has not
     */
    default List<RemoteListing> readEach(Account account, List<String> skus) {
        List<RemoteListing> answers = read(account, skus);
        if (answers.size() != skus.size()) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The channel answered " + answers.size() + " of " + skus.size() + " SKUs");
        }
        return answers;
    }

    /**
     * What {@link RemoteListing#content} must say while nobody changed the listing there: texts by the channel's name of the
     * attribute. Only what comes back in the form in which it was sent. No call is made, and no secret is needed.
     */
    default Map<String, List<String>> sent(Account account, ListingLine line) {
        return Map.of();
    }
}
