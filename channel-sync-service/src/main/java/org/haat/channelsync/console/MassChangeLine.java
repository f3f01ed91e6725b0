package org.haat.channelsync.console;

import java.math.BigDecimal;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.safety.MassChange;
import org.jspecify.annotations.Nullable;

/**
 * A listing of a mass change as a person reads it.
 *
 * @param there what the channel has: a number of pieces or a price; empty for a listing as a whole
 * @param then what it would get
 */
record MassChangeLine(String sku, String title, String there, String then) {
    static MassChangeLine of(MassChange.Line line) {
        return new MassChangeLine(line.sku(), line.title(), words(line.applied()), words(line.desired()));
    }

    private static String words(@Nullable String json) {
        if (json == null) {
            return "";
        }
        if (json.contains("quantity")) {
            return Integer.toString(
                    StoredJson.read(json, FacetValues.Stock.class).quantity());
        }
        FacetValues.Price price = StoredJson.read(json, FacetValues.Price.class);
        return BigDecimal.valueOf(price.price(), 2).toPlainString() + ' ' + price.currency();
    }
}
