/** Plain SQL where an entity would only be in the way. */
@NullMarked
package org.haat.catalog.sql;

import org.jspecify.annotations.NullMarked;
