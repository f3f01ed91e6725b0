/** A refusal as a value, and its words in three languages. */
@NullMarked
package org.haat.catalog.rule;

import org.jspecify.annotations.NullMarked;
