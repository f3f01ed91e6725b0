package org.haat.bench.ground;

import java.util.UUID;

/**
 * An agency's account on a marketplace.
 *
 * @param person who may pause and resume it
 */
public record Shop(UUID id, String agency, String channel, String person) {}
