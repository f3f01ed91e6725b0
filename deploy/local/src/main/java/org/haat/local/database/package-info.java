/** PostgreSQL as a child process, with one database, one owner and one lesser role for each service. */
@NullMarked
package org.haat.local.database;

import org.jspecify.annotations.NullMarked;
