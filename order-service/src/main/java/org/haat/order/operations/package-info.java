/**
 * What operations people mend by hand: messages that could not be applied.
 */
@NullMarked
package org.haat.order.operations;

import org.jspecify.annotations.NullMarked;
