package org.haat.look;

/**
 * Where a list stands. Pages count from 1.
 *
 * @param address path and query of the list, to which {@code page} is added
 */
public record Page(int number, int pages, long total, String address) {
    /** Brings a wanted page number into the pages that exist. */
    public static Page of(int wanted, int size, long total, String address) {
        int pages = (int) Math.max(1, (total + size - 1) / size);
        return new Page(Math.min(Math.max(wanted, 1), pages), pages, total, address);
    }

    public String href(int page) {
        return address + (address.indexOf('?') < 0 ? "?" : "&") + "page=" + page;
    }

    /** Rows before this page. */
    public int offset(int size) {
        return (number - 1) * size;
    }
}
