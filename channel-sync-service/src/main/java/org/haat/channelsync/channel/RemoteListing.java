package org.haat.channelsync.channel;

import java.util.List;
import java.util.Map;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the channel itself shows for one SKU now.
 *
 * @param present false when the channel does not know the SKU (yet)
 * @param live true when a buyer can find and buy it (stock aside)
 * @param remoteId ASIN or FSN
 * @param title as a buyer sees it, or null
 * @param quantity what the channel sells from, or null if it does not say
 * @param suppressed the channel hides it because of an issue
 * @param content of what was sent, what the channel gives back in the same form, as {@link ListingReader#sent} has it; empty if
 *     this reading brings none
 * @param shared others sell from the same listing, each from stock of its own, so that it stays live when ours is taken down
 */
public record RemoteListing(
        String sku,
        boolean present,
        boolean live,
        boolean suppressed,
        @Nullable String remoteId,
        @Nullable String title,
        @Nullable Money mrp,
        @Nullable Money price,
        @Nullable Integer quantity,
        List<ChannelIssue> issues,
        Map<String, List<String>> content,
        boolean shared) {

    public RemoteListing(
            String sku,
            boolean present,
            boolean live,
            boolean suppressed,
            @Nullable String remoteId,
            @Nullable String title,
            @Nullable Money mrp,
            @Nullable Money price,
            @Nullable Integer quantity,
            List<ChannelIssue> issues,
            Map<String, List<String>> content) {
        this(sku, present, live, suppressed, remoteId, title, mrp, price, quantity, issues, content, false);
    }

    public RemoteListing(
            String sku,
            boolean present,
            boolean live,
            boolean suppressed,
            @Nullable String remoteId,
            @Nullable String title,
            @Nullable Money mrp,
            @Nullable Money price,
            @Nullable Integer quantity,
            List<ChannelIssue> issues) {
        this(sku, present, live, suppressed, remoteId, title, mrp, price, quantity, issues, Map.of());
    }

    /** The same listing under another name. */
    public RemoteListing named(String otherSku) {
        return new RemoteListing(
                otherSku, present, live, suppressed, remoteId, title, mrp, price, quantity, issues, content, shared);
    }

    /** Whether nothing of ours can be bought there, though what others sell may keep a shared listing live. */
    public boolean isDown() {
        return !live || shared && Integer.valueOf(0).equals(quantity);
    }

    public static RemoteListing absent(String sku) {
        return new RemoteListing(sku, false, false, false, null, null, null, null, null, List.of());
    }
}
