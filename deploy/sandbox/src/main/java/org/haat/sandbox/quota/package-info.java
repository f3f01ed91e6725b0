/**
 * The marketplaces' limits on calls: token buckets and rolling hours, from dated tables.
 */
@NullMarked
package org.haat.sandbox.quota;

import org.jspecify.annotations.NullMarked;
