package org.haat.catalog.craft;

import org.haat.catalog.text.LocalText;

/** @param code stable, for example {@code kota-doria}; channels map it to their product types */
public record Craft(String code, String family, LocalText name) {}
