/** Pictures: kept by content, measured when they arrive, served publicly and for ever. */
@NullMarked
package org.haat.catalog.media;

import org.jspecify.annotations.NullMarked;
