package org.haat.channelsync.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.adoption.There;
import org.haat.channelsync.adoption.ThereView;
import org.haat.channelsync.alert.AlertRules;
import org.haat.channelsync.alert.Deliveries;
import org.haat.channelsync.alert.Destinations;
import org.haat.channelsync.audit.AuditView;
import org.haat.channelsync.change.ChangeSetView;
import org.haat.channelsync.change.PendingView;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.inbox.Cause;
import org.haat.channelsync.inbox.IssueGroups;
import org.haat.channelsync.inbox.IssueResource;
import org.haat.channelsync.inbox.RetryJob;
import org.haat.channelsync.listing.IdentifierResource;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.ListingSearch;
import org.haat.channelsync.listing.Preview;
import org.haat.channelsync.overview.Explanation;
import org.haat.channelsync.overview.ParkedHistory;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.channelsync.overview.Totals.Of;
import org.haat.channelsync.publish.FeedView;
import org.haat.channelsync.safety.ChannelStops;
import org.haat.channelsync.safety.MassChange;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** The templates and what each is filled with; checked when the service is built. */
final class SyncTemplates {
    private SyncTemplates() {}

    @CheckedTemplate(basePath = "sync")
    record OverviewPage(List<AccountCard> cards, Of totals, String root, String language) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record Cards(List<AccountCard> cards, Of totals, String root, String language) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record Card(AccountCard card, String root) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record Totals(Of totals, String root, String language) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AccountList(List<AccountView> accounts, List<String> channels) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AccountNew(
            String channel,
            List<AccountField> fields,
            boolean needsAgency,
            Map<String, String> given,
            List<Problem.Fault> faults)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AccountPage(
            AccountView account,
            String tone,
            List<AccountField> fields,
            boolean settable,
            List<AccountChangeLine> changes,
            AccountConnection connection,
            boolean takesSheet,
            @Nullable List<FeedView> feeds,
            IdentifierResource.@Nullable Taken taken)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AccountSettings(
            ChannelAccount account,
            long version,
            List<AccountField> fields,
            Map<String, String> values,
            List<Problem.Fault> faults)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ConsentBegin(ChannelAccount account, Consents.Begun begun) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ConsentEnd(String channel, Consents.Finished finished) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ListingList(
            ListingFilter filter,
            List<AccountView> accounts,
            List<String> channels,
            Of totals,
            String language,
            List<String> states,
            List<ListingSearch.Line> rows,
            List<Explanation> why,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ListingPage(
            ListingQueries.Detail detail,
            String accountName,
            String exchange,
            boolean previewable,
            @Nullable Preview preview,
            @Nullable Explanation explanation,
            List<FacetLine> facets,
            List<HistoryLine> history,
            List<ListingQueries.CallLine> calls)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record CallList(
            ChannelAccount account,
            CallSearch search,
            List<String> operations,
            List<String> failures,
            List<CallPages.Call> calls,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record CallPage(
            ChannelAccount account,
            CallPages.Call call,
            String requestHeaders,
            String requestBody,
            String answerHeaders,
            String answerBody)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record IssueList(IssueFilter filter, List<AccountView> accounts, List<IssueGroups.Group> groups)
            implements TemplateInstance {}

    /**
     * What stands in the form by which a person takes a cause.
     *
     * @param meanwhile whether it was sent and refused, because another person took the cause meanwhile
     */
    record Taking(String person, String note, boolean meanwhile) {}

    @CheckedTemplate(basePath = "sync")
    record IssuePage(IssueResource.Detail detail, Cause cause, Taking taking, boolean mayRest)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record IssueRetry(RetryJob job) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AuditList(
            List<AuditView> audits,
            List<AccountView> accounts,
            int nights,
            String account,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AuditPage(
            AuditView audit,
            String kind,
            List<DriftLine> lines,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    /** How far an audit is, for a page that is looked at meanwhile. */
    @CheckedTemplate(basePath = "sync")
    record AuditNow(
            AuditView audit,
            String kind,
            List<DriftLine> lines,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record SafetyPage(
            List<MassChange> waiting,
            List<MassChange> decided,
            List<ChannelStops.View> channels,
            List<ChannelStops.Change> changes,
            boolean maySwitch)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record MassChangePage(
            MassChange change,
            Instant at,
            List<MassChangeLine> lines,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ChangeSetList(
            List<ChangeSetView.Set> sets,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ChangeSetPage(
            ChangeSetView.Set set,
            List<ChangePages.Line> lines,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record DryRunPage(
            ChannelAccount account,
            String exchange,
            boolean previewable,
            PendingView.Summary summary,
            List<PendingWords.Line> lines,
            Instant at,
            String sku,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record TherePage(
            ChannelAccount account,
            ThereView.Page page,
            List<ThereLine> lines,
            String state,
            List<There.State> states,
            @Nullable String first,
            @Nullable String next,
            ThereView.@Nullable Taken taken,
            @Nullable String undone)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record PairsPage(ChannelAccount account, String name, ThereView.Preview preview, List<ThereView.Bad> bad, int more)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record AlertPage(
            List<AlertPages.Line> standing,
            List<AlertPages.Line> past,
            List<AlertRules.Rule> rules,
            List<Destinations.Destination> destinations,
            List<Deliveries.Delivery> deliveries,
            List<Destinations.Change> changes,
            boolean mayMail,
            boolean mayChange,
            Destinations.@Nullable Added added)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ParkedList(
            List<ParkedMessages.Message> messages,
            @Nullable String first,
            @Nullable String next,
            List<ParkedHistory.Entry> history,
            @Nullable String firstDone,
            @Nullable String nextDone)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sync")
    record ParkedPage(ParkedMessages.Message message, List<PayloadLine> payload, List<ParkedHistory.Entry> history)
            implements TemplateInstance {}
}
