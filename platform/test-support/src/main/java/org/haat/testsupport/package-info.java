/** Starts the real parts for tests: PostgreSQL, Kafka, the identity provider. Test scope only. */
@NullMarked
package org.haat.testsupport;

import org.jspecify.annotations.NullMarked;
