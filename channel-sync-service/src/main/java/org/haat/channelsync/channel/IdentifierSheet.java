package org.haat.channelsync.channel;

import java.util.List;
import org.haat.event.ListingSnapshot;

/**
 * For a marketplace that cannot make a product by API: the sheet that a person takes to its seller pages, and the sheet
 * that comes back with the identifiers. Pure: no call, no state.
 */
public interface IdentifierSheet {
    /** The sheet as UTF-8 CSV, one row a listing, in order; safe to open in a spreadsheet. */
    byte[] write(List<ListingSnapshot> listings);

    /**
     * Reads the sheet that came back. Good rows count even when others are bad.
     *
     * @param sheet at most a few megabytes; the caller bounds it
     */
    Answer read(byte[] sheet);

    /**
     * @param assigned products that now have an identifier
     * @param refused products that the marketplace's people turned down
     * @param bad rows that cannot be used, for the person who uploaded them; a lone entry of row 1 when the file is no sheet
     */
    record Answer(List<Assigned> assigned, List<Refused> refused, List<BadRow> bad) {}

    /** @param remoteId FSN or the like */
    record Assigned(String sku, String remoteId) {}

    /** @param reason the marketplace's own words */
    record Refused(String sku, String reason) {}

    /**
     * @param row counted as a spreadsheet does, the header is 1
     * @param column the column at fault, or an empty text when it is the whole row
     * @param value what stood there
     * @param reason what is wrong
     * @param remedy what to do
     */
    record BadRow(long row, String column, String value, String reason, String remedy) {}
}
