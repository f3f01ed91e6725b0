package org.haat.channelsync.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks a whole listing over without keeping anything of it: for a person who wants to know before it is sent. */
public interface ListingPreview {
    /**
     * What the channel would say to a put of this line. One line by one call, since it draws from the channel's quota; nothing
     * changes there, so that it may be repeated.
     *
     * @throws ChannelException when the channel was not asked or gave no judgement
     */
    Judgement preview(Account account, ListingLine line);

    /**
     * What the channel would do.
     *
     * @param fit whether it would take the listing; issues are then warnings at most
     * @param asked false when the channel's own rules, known here, refused it before any call
     * @param remoteId the channel's own product that it would be, if it names one
     */
    record Judgement(boolean fit, boolean asked, @Nullable String remoteId, List<ChannelIssue> issues) {
        /** Refused by a rule that is known here. */
        public static Judgement unasked(List<ChannelIssue> issues) {
            return new Judgement(false, false, null, issues);
        }
    }
}
