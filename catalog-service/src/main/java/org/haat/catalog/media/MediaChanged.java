package org.haat.catalog.media;

/** Told inside the transaction in which a picture's name came to mean other bytes. */
public record MediaChanged(String agency, String name, String person) {}
