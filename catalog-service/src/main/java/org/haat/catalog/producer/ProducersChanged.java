package org.haat.catalog.producer;

import java.util.Set;

/**
 * Told inside the transaction that changed them, because a listing carries its maker's name, address and tax identity.
 *
 * @param codes in lower case
 */
public record ProducersChanged(String agency, Set<String> codes, String person) {}
