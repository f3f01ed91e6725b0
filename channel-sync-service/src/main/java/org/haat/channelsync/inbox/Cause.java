package org.haat.channelsync.inbox;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What issues have in common: where, the channel's code, and the remedy that the table names for it. */
public record Cause(
        @NotBlank @Size(max = 40) String channel,
        @NotBlank @Size(max = 100) String code,
        @NotBlank @Size(max = 100) String remedy) {}
