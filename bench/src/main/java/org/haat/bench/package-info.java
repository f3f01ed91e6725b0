/** The program behind {@code ./haat bench}: which figures there are, in which order, and how they are told. */
@NullMarked
package org.haat.bench;

import org.jspecify.annotations.NullMarked;
