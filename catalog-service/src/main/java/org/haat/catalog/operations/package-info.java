/** What keeps the service itself in order. */
@NullMarked
package org.haat.catalog.operations;

import org.jspecify.annotations.NullMarked;
