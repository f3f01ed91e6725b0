/**
 * Partners that post orders themselves: their registry, signing secrets, and the signed intake.
 */
@NullMarked
package org.haat.order.partner;

import org.jspecify.annotations.NullMarked;
