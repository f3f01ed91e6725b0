package org.haat.catalog.stock;

/**
 * The stock of one SKU over all locations.
 *
 * @param districtLgd of its maker
 * @param version grows with each change; the version of the stock event
 */
public record StockItem(String sku, int districtLgd, int onHand, int reserved, long version) {
    /** Never below nought, also when a count found less than is promised. */
    public int availableToSell() {
        return Math.max(0, onHand - reserved);
    }

    /** @throws IllegalArgumentException if the movement would leave less than nothing */
    StockItem after(Movement movement) {
        boolean held = movement.kind() == Movement.Kind.RESERVE || movement.kind() == Movement.Kind.RELEASE;
        int onHandAfter = Math.addExact(onHand, held ? 0 : movement.quantity());
        int reservedAfter = Math.addExact(reserved, held ? movement.quantity() : 0);
        if (onHandAfter < 0 || reservedAfter < 0) {
            throw new IllegalArgumentException("Stock of " + sku + " would fall below nought by " + movement.kind());
        }
        return new StockItem(sku, districtLgd, onHandAfter, reservedAfter, version + 1);
    }
}
