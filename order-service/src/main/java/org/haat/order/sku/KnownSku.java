package org.haat.order.sku;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import org.haat.edge.Scope;
import org.haat.event.ListingSnapshot;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** What the catalogue last said of one SKU, as far as an order needs it. */
@Entity
@Table(name = "known_sku")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class KnownSku {
    @EmbeddedId
    Key key;

    String sku;
    long version;
    String state;
    String title;
    long priceMinor;

    @Nullable
    String hsn;

    @Nullable
    Integer taxRateBasisPoints;

    @Nullable
    String gstState;

    @Nullable
    String producerCode;

    @Nullable
    String producerName;

    protected KnownSku() {}

    KnownSku(ListingSnapshot listing) {
        this.key = Key.of(listing.agency(), listing.sku());
        this.version = -1;
        follow(listing);
    }

    /** SKUs are compared without regard to case. */
    @Embeddable
    public record Key(
            @Column(name = "agency") String agency,
            @Column(name = "sku_key") String skuKey) implements Serializable {
        static Key of(String agency, String sku) {
            return new Key(agency, sku.toLowerCase(Locale.ROOT));
        }
    }

    /** Keeps the highest version; the same one told again fills in what an older program did not keep. */
    final void follow(ListingSnapshot listing) {
        if (listing.version() < version) {
            return;
        }
        version = listing.version();
        sku = listing.sku();
        state = listing.state().name();
        title = Objects.requireNonNullElse(listing.title().get("en"), listing.sku());
        priceMinor = listing.price().minor();
        hsn = listing.hsn();
        taxRateBasisPoints = listing.gstRateBasisPoints();
        gstState = listing.producer().gstState();
        producerCode = listing.producer().id();
        producerName = Objects.requireNonNullElse(listing.producer().name().get("en"), producerCode);
    }

    public String agency() {
        return key.agency();
    }

    public String sku() {
        return sku;
    }

    public String title() {
        return title;
    }

    /** GST rate, 500 for 5 %. */
    public int taxRateBasisPoints() {
        return taxRateBasisPoints == null ? 0 : taxRateBasisPoints;
    }

    /** GST code of the State that the seller of record is in, two digits. */
    public @Nullable String gstState() {
        return gstState;
    }

    /** The maker's code in the agency. */
    public @Nullable String producerCode() {
        return producerCode;
    }

    public @Nullable String producerName() {
        return producerName;
    }
}
