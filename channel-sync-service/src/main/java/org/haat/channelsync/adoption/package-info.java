/**
 * Listings that an account has at its channel before we put anything there: looked at first, linked to our products where they
 * belong to one, never made a second time. What belongs to nobody waits for a person.
 */
@NullMarked
package org.haat.channelsync.adoption;

import org.jspecify.annotations.NullMarked;
