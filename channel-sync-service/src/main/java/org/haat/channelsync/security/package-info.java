/** Who is calling, for audit rows. Roles stand on the resources, rows are guarded by {@link org.haat.edge.Scope}. */
@NullMarked
package org.haat.channelsync.security;

import org.jspecify.annotations.NullMarked;
