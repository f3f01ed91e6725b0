/**
 * The buyers' side: what each marketplace shows, who buys it, and what was sold.
 */
@NullMarked
package org.haat.sandbox.market;

import org.jspecify.annotations.NullMarked;
