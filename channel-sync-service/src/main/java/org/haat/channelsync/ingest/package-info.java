/**
 * Brings orders home: sweeps each account, seals the buyer's personal data, and passes on each version of an order once.
 * What cannot be understood is parked for a person and holds nothing up.
 */
@NullMarked
package org.haat.channelsync.ingest;

import org.jspecify.annotations.NullMarked;
