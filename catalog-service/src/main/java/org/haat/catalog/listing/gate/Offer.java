package org.haat.catalog.listing.gate;

import java.time.LocalDate;
import java.util.Map;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.producer.GstStatus;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.product.ProductDraft;
import org.jspecify.annotations.Nullable;

/**
 * All that a rule may look at.
 *
 * @param maker who makes it
 * @param aggregator who sells it for the maker; null when the maker sells itself, or names a body that is not there
 * @param pictures the uploaded ones, by name
 * @param date today in India: law holds by that calendar
 */
public record Offer(
        ProductDraft product,
        ProducerDraft maker,
        @Nullable ProducerDraft aggregator,
        Map<String, MediaAsset> pictures,
        LocalDate date) {

    /** Whose tax identity sells. */
    public ProducerDraft sellerOfRecord() {
        return aggregator == null ? maker : aggregator;
    }

    public GstStatus sellerStatus() {
        return GstStatus.valueOf(sellerOfRecord().gstStatus());
    }

    /** Khadi is certified where the maker or the seller has the Khadi Mark and the goods are sold as khadi. */
    public boolean khadiCertified() {
        boolean marked = maker.khadiMark() != null || sellerOfRecord().khadiMark() != null;
        return marked && product.craft().startsWith("khadi");
    }
}
