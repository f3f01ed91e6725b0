/** Statistics, noise rules and verdicts of benchmarks: plain values, so that plain tests hold them. */
@NullMarked
package org.haat.bench.measure;

import org.jspecify.annotations.NullMarked;
