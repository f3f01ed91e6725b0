/** Who the caller is. */
@NullMarked
package org.haat.catalog.security;

import org.jspecify.annotations.NullMarked;
