package org.haat.catalog.media;

/**
 * A picture under the name by which an agency's products call it.
 *
 * @param sha256 lower-case hex; the public address of the bytes
 */
public record MediaAsset(String name, String sha256, Picture picture) {}
