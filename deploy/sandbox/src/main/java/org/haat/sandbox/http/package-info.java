/**
 * One call in, one answer out: routes, the front that every marketplace call passes, and the HTTP server.
 */
@NullMarked
package org.haat.sandbox.http;

import org.jspecify.annotations.NullMarked;
