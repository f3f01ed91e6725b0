/** Agencies, districts and State codes: who owns rows and where makers live. */
@NullMarked
package org.haat.catalog.agency;

import org.jspecify.annotations.NullMarked;
