/**
 * Flipkart's Seller API v3 and the person at Seller Hub.
 */
@NullMarked
package org.haat.sandbox.flipkart;

import org.jspecify.annotations.NullMarked;
