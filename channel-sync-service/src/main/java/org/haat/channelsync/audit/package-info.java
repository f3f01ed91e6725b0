/**
 * Audits: prove a channel in step with the catalogue, page by page, tell the drift by kind, and mend what may be mended
 * through the listings' own work.
 */
@NullMarked
package org.haat.channelsync.audit;

import org.jspecify.annotations.NullMarked;
