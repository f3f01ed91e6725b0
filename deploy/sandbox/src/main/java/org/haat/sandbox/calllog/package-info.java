/**
 * The record of every marketplace call, with tokens and secrets hidden.
 */
@NullMarked
package org.haat.sandbox.calllog;

import org.jspecify.annotations.NullMarked;
