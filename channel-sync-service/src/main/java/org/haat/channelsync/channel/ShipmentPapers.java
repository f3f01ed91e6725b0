package org.haat.channelsync.channel;

import java.util.Arrays;
import java.util.Optional;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace that makes a parcel's label and invoice itself. Its {@link ShipmentSink} goes as far as
 * {@link ShipmentSink#PACKED}; the papers are fetched and kept, and only then the goods are handed over.
 */
public interface ShipmentPapers {
    /**
     * Label and invoice of a packed shipment as one PDF; changes nothing, safe to repeat.
     *
     * @return empty while they are not made
     */
    Optional<Papers> papers(Account account, Shipment shipment);

    /**
     * Says that the goods are ready for the carrier. The caller has kept the papers. Safe to repeat: reads where the shipment
     * stands first.
     *
     * @throws ChannelException with {@code REJECTED} or {@code NOT_FOUND} when the channel will never take it
     */
    ShipmentSink.Progress handOver(Account account, Shipment shipment);

    /**
     * Personal data: names the buyer and the address. Never log it, seal it.
     *
     * @param pdf the whole file
     * @param carrier who fetches the parcel, or null when the channel does not say
     * @param trackingNumber of that carrier, or null
     */
    record Papers(
            byte[] pdf, @Nullable String carrier, @Nullable String trackingNumber) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Papers papers
                    && Arrays.equals(pdf, papers.pdf)
                    && java.util.Objects.equals(carrier, papers.carrier)
                    && java.util.Objects.equals(trackingNumber, papers.trackingNumber);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(pdf);
        }

        @Override
        public String toString() {
            return "Papers[" + pdf.length + " bytes withheld]";
        }
    }
}
