/**
 * Does Haat's main job with the sample agency, through the same public calls that a user has, and then counts the result
 * from the services' databases and the sandbox's own books.
 */
@NullMarked
package org.haat.local.demo;

import org.jspecify.annotations.NullMarked;
