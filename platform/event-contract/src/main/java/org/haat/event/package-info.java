/**
 * The facts that cross between Haat's services: one record and one JSON Schema per event type and version, the topics
 * they travel on and the CloudEvents envelope around them. Data only: no behaviour of any service lives here.
 */
@NullMarked
package org.haat.event;

import org.jspecify.annotations.NullMarked;
