/**
 * What would be sent, before it is: the difference of each listing in words, what holds it, and a person's look before it goes.
 */
@NullMarked
package org.haat.channelsync.change;

import org.jspecify.annotations.NullMarked;
