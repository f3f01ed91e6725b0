package org.haat.local.demo;

/** The two marketplaces of the demo. */
enum Channel {
    AMAZON("amazon-in", "Amazon India"),
    FLIPKART("flipkart", "Flipkart");

    final String id;
    final String title;

    Channel(String id, String title) {
        this.id = id;
        this.title = title;
    }
}
