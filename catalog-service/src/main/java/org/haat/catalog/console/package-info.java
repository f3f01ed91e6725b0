/** The catalogue's pages. They ask the same use cases as the API and hold no rule of their own. */
@NullMarked
package org.haat.catalog.console;

import org.jspecify.annotations.NullMarked;
