package org.haat.channelsync.channel.csvdrop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Columns by our names; an account may call them as its partner does. */
enum Column {
    SKU(Use.BOTH),
    TITLE(Use.BOTH),
    MRP(Use.OUT),
    PRICE(Use.OUT),
    STOCK(Use.OUT),
    STATUS(Use.BOTH),
    UPDATED_AT(Use.BOTH),
    MESSAGE(Use.IN),
    ORDER_NO(Use.IN),
    LINE_NO(Use.IN),
    PLACED_AT(Use.IN),
    SHIP_BY(Use.IN),
    QUANTITY(Use.IN),
    UNIT_PRICE(Use.IN),
    SHIPPING(Use.IN),
    BUYER_NAME(Use.IN),
    ADDRESS_1(Use.IN),
    ADDRESS_2(Use.IN),
    CITY(Use.IN),
    STATE(Use.IN),
    PIN(Use.IN),
    PHONE(Use.IN),
    EMAIL(Use.IN);

    /** Columns without which a file is no order file. */
    static final List<Column> OF_ORDERS = List.of(ORDER_NO, PLACED_AT, SKU, QUANTITY, UNIT_PRICE);

    private enum Use {
        OUT,
        IN,
        BOTH
    }

    private final Use use;

    Column(Use use) {
        this.use = use;
    }

    /** As it stands in a header and in an account's settings. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it says who bought or where they live. */
    boolean isOfBuyer() {
        return compareTo(BUYER_NAME) >= 0 && this != STATE;
    }

    static List<Column> written() {
        return Arrays.stream(values()).filter(column -> column.use != Use.IN).toList();
    }

    static List<Column> read() {
        return Arrays.stream(values()).filter(column -> column.use != Use.OUT).toList();
    }
}
