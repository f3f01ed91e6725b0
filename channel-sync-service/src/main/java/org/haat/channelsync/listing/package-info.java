/**
 * For each account and product: what the channel should show (desired, from the catalogue's events), what it last accepted
 * (applied) and what it last showed (observed). Work is the difference. Every change of state goes through one door.
 */
@NullMarked
package org.haat.channelsync.listing;

import org.jspecify.annotations.NullMarked;
