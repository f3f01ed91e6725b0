package org.haat.sandbox.quota;

/**
 * A limit as the marketplace publishes it.
 *
 * @param ratePerSecond tokens that flow in a second, before the sandbox's speed
 * @param burst size of the bucket
 */
public record UsagePlan(double ratePerSecond, int burst) {}
