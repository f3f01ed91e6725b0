/** One origin for everything: sends each path to the service that owns it and says so kindly when that one is down. */
@NullMarked
package org.haat.local.gateway;

import org.jspecify.annotations.NullMarked;
