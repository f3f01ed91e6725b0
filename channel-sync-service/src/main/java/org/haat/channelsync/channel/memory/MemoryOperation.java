package org.haat.channelsync.channel.memory;

import org.haat.channelsync.channel.http.Quota;

/** What can be asked of the marketplace in memory; each has its own quota. */
public enum MemoryOperation {
    TOKEN(false),
    PREVIEW_LISTING(false),
    PUT_LISTING(true),
    RETIRE_LISTING(true),
    SET_PRICE(true),
    SET_STOCK(true),
    UPLOAD_FEED(true),
    BEGIN_FEED(true),
    LIST_FEEDS(false),
    ASK_FEED(false),
    CANCEL_FEED(true),
    READ_LISTINGS(false),
    LIST_LISTINGS(false),
    LIST_ORDERS(false),
    GET_ORDER(false),
    LIST_RETURNS(false),
    CONFIRM_SHIPMENT(true),
    FETCH_PAPERS(false),
    HAND_OVER(true),
    CANCEL_ORDER(true);

    private final boolean write;

    MemoryOperation(boolean write) {
        this.write = write;
    }

    boolean write() {
        return write;
    }

    /** Documents are handed over less often than single lines, as at any partner. */
    Quota quota() {
        return new Quota(name(), 50, this == BEGIN_FEED ? 50 : 200);
    }
}
