/**
 * Queues that marketplaces push into: ElasticMQ, a real server of Amazon's queue protocol, in this process.
 */
@NullMarked
package org.haat.sandbox.queue;

import org.jspecify.annotations.NullMarked;
