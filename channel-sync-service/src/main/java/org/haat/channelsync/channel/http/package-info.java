/**
 * What every channel over HTTP is composed of: one place that sends, with time limits, size limits, throttle, breaker and
 * transcript, and that turns every fault into a {@code ChannelException}. Knows no partner, no database and no framework.
 */
@NullMarked
package org.haat.channelsync.channel.http;

import org.jspecify.annotations.NullMarked;
