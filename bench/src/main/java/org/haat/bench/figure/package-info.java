/** One class a figure: what is done, what is counted or timed, and what must hold. */
@NullMarked
package org.haat.bench.figure;

import org.jspecify.annotations.NullMarked;
