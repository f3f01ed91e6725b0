/** The running parts that figures are measured on, and how they are filled with goods and shops. */
@NullMarked
package org.haat.bench.ground;

import org.jspecify.annotations.NullMarked;
