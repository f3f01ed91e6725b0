/**
 * Seller accounts on the marketplaces, their credentials and their access tokens.
 */
@NullMarked
package org.haat.sandbox.account;

import org.jspecify.annotations.NullMarked;
