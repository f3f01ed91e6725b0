package org.haat.channelsync.console;

import java.util.List;
import java.util.UUID;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** What the inbox of issues is narrowed to; an empty text narrows nothing. */
record IssueFilter(String account, String owner, String severity, String taken) {
    static IssueFilter of(
            @Nullable UUID account, @Nullable String owner, @Nullable String severity, @Nullable String taken) {
        String whose = FormText.plain(taken);
        return new IssueFilter(
                account == null ? "" : account.toString(),
                FormText.plain(owner),
                FormText.plain(severity),
                whose.isEmpty() ? "all" : whose);
    }

    public List<String> getOwners() {
        return List.of(ListingStatus.Owner.values()).stream().map(Enum::name).toList();
    }

    public List<String> getSeverities() {
        return List.of("ERROR", "WARNING", "INFO");
    }

    public List<String> getWhose() {
        return List.of("all", "mine", "nobody");
    }

    public boolean isNarrow() {
        return !(account + owner + severity).isEmpty() || !taken.equals("all");
    }
}
