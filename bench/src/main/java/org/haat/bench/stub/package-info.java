/** A marketplace that takes everything at once: speaks the wire of Amazon and Flipkart, and remembers when each call came. */
@NullMarked
package org.haat.bench.stub;

import org.jspecify.annotations.NullMarked;
