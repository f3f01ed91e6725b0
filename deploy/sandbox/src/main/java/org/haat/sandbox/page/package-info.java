/**
 * Pages for trainees: what the marketplaces now show a buyer.
 */
@NullMarked
package org.haat.sandbox.page;

import org.jspecify.annotations.NullMarked;
