/**
 * The port: what Haat asks of a marketplace, in Haat's words. A channel is a folder beside this file; it implements the
 * facets that its partner can do, and that is the declaration of its capabilities. Nothing outside this package tree knows
 * a partner's protocol, and nothing inside it knows a database, a web framework or another partner.
 */
@NullMarked
package org.haat.channelsync.channel;

import org.jspecify.annotations.NullMarked;
