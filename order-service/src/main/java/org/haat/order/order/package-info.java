/**
 * Orders of every channel in one canonical form: their lines, life, history, intake from channels and what they do to stock.
 */
@NullMarked
package org.haat.order.order;

import org.jspecify.annotations.NullMarked;
