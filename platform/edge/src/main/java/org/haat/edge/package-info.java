/**
 * What every service does at its edge, the same way: who is calling, which rows they may see (both walls are fed from
 * {@link org.haat.edge.Scope}), how strictly JSON is read and how an error is told.
 */
@NullMarked
package org.haat.edge;

import org.jspecify.annotations.NullMarked;
