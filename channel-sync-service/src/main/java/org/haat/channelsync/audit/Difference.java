package org.haat.channelsync.audit;

/**
 * One difference of one listing.
 *
 * @param wanted what the channel took last, in words for a person; a state's name for {@code STATUS}
 * @param shown what it shows, in the same form
 */
record Difference(DriftKind kind, String wanted, String shown) {}
