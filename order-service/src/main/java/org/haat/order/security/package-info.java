/**
 * Who is acting.
 */
@NullMarked
package org.haat.order.security;

import org.jspecify.annotations.NullMarked;
