/** Makers and the bodies that sell for them: tax identity, marks, address, and the rules of each number. */
@NullMarked
package org.haat.catalog.producer;

import org.jspecify.annotations.NullMarked;
