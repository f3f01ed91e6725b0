package org.haat.local.demo;

/** The two marketplaces of the demo. */
public enum Channel {
    AMAZON("amazon-in", "Amazon India"),
    FLIPKART("flipkart", "Flipkart");

    public final String id;
    public final String title;

    Channel(String id, String title) {
        this.id = id;
        this.title = title;
    }
}
