/** Kafka as a child process: one KRaft node that keeps its log in the data folder and has every topic of the contract. */
@NullMarked
package org.haat.local.broker;

import org.jspecify.annotations.NullMarked;
