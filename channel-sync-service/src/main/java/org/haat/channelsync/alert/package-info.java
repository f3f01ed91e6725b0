/** Alerts: what is watched (rules are data), what stands, and telling it to webhooks and by e-mail, durably and without a storm. */
@NullMarked
package org.haat.channelsync.alert;

import org.jspecify.annotations.NullMarked;
