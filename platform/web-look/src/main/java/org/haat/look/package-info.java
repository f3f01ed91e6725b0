/**
 * The shared look of every console page: layout, stylesheet, words in three languages, figures as India writes them, and
 * the headers that keep a page safe. Knows nothing of products, orders or channels.
 */
@NullMarked
package org.haat.look;

import org.jspecify.annotations.NullMarked;
