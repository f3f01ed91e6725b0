package org.haat.event;

/**
 * The partition keys. Parts are joined with {@code '|'}, which no agency code, SKU or channel id may contain, so that
 * two agencies that use one SKU never share a key.
 */
public final class EventKey {
    private EventKey() {}

    public static String ofSku(String agency, String sku) {
        return agency + '|' + sku;
    }

    public static String ofListing(String agency, String account, String sku) {
        return agency + '|' + account + '|' + sku;
    }

    public static String ofOrder(String agency, String orderId) {
        return agency + '|' + orderId;
    }

    public static String ofRemoteOrder(String account, String remoteOrderId) {
        return account + '|' + remoteOrderId;
    }

    public static String ofRemoteReturn(String account, String remoteReturnId) {
        return account + '|' + remoteReturnId;
    }
}
