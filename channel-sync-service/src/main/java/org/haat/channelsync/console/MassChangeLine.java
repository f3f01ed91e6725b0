package org.haat.channelsync.console;

import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.safety.MassChange;
import org.haat.look.Language;
import org.jspecify.annotations.Nullable;

/**
 * A listing of a mass change as a person reads it.
 *
 * @param there what the channel has: a number of pieces or a price; empty for a listing as a whole
 * @param then what it would get
 */
record MassChangeLine(String sku, String title, String there, String then) {
    static MassChangeLine of(MassChange.Line line, Language language) {
        return new MassChangeLine(
                line.sku(), line.title(), words(line.applied(), language), words(line.desired(), language));
    }

    private static String words(@Nullable String json, Language language) {
        if (json == null) {
            return "";
        }
        if (json.contains("quantity")) {
            return Integer.toString(
                    StoredJson.read(json, FacetValues.Stock.class).quantity());
        }
        FacetValues.Price price = StoredJson.read(json, FacetValues.Price.class);
        return Amount.of(price.price(), price.currency(), language);
    }
}
