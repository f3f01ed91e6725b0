/** Text in three languages and the key by which it is searched. */
@NullMarked
package org.haat.catalog.text;

import org.jspecify.annotations.NullMarked;
