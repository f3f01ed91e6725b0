package org.haat.channelsync.channel.amazon.wire;

import org.jspecify.annotations.Nullable;

/** @param amount decimal as text, exact */
public record Money(@Nullable String amount, @Nullable String currencyCode) {}
