/**
 * Accounts whose credentials a channel refuses: knocks at growing intervals, and lets the account go on by itself when it is
 * let in again.
 */
@NullMarked
package org.haat.channelsync.heal;

import org.jspecify.annotations.NullMarked;
