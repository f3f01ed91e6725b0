/**
 * Who may see a buyer's data: the reveal with its reason, and its audit trail.
 */
@NullMarked
package org.haat.order.privacy;

import org.jspecify.annotations.NullMarked;
