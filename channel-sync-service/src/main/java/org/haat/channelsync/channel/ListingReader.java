package org.haat.channelsync.channel;

import java.util.List;

/** Reads listings back: the only proof that one is live, and the answer to an unknown outcome. */
public interface ListingReader {
    /** One answer per SKU, in order; {@link RemoteListing#absent} for one that is not there. */
    List<RemoteListing> read(Account account, List<String> skus);
}
