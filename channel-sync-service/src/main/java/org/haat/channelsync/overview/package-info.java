/** What operations watch: each account at a glance, why a product stands where it stands, and what waits for a person. */
@NullMarked
package org.haat.channelsync.overview;

import org.jspecify.annotations.NullMarked;
