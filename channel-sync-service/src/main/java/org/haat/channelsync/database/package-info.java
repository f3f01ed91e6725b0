/**
 * Plain SQL over the transaction under way: the engine moves rows by the thousand with arrays, which no entity helps with.
 * Row-level security holds every statement.
 */
@NullMarked
package org.haat.channelsync.database;

import org.jspecify.annotations.NullMarked;
