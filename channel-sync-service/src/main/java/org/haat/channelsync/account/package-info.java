/**
 * Channel accounts of the agencies: settings, sealed secrets, state, what they used of their quota; and the one place that
 * assembles the channels.
 */
@NullMarked
package org.haat.channelsync.account;

import org.jspecify.annotations.NullMarked;
