/**
 * The one way in for marketplace calls: who calls, what goes wrong, what is allowed, what was answered.
 */
@NullMarked
package org.haat.sandbox.front;

import org.jspecify.annotations.NullMarked;
