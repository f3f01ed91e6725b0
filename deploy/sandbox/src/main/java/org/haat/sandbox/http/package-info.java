/**
 * One call in, one answer out: requests, answers, routes, page tokens and the HTTP server.
 */
@NullMarked
package org.haat.sandbox.http;

import org.jspecify.annotations.NullMarked;
