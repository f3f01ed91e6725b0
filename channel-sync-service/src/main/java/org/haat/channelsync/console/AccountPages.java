package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.AccountResource;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.HaatSettings;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.listing.IdentifierResource;
import org.haat.channelsync.notification.Subscriptions;
import org.haat.channelsync.publish.FeedResource;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Channel accounts: open one, change its secrets, pause it, and the identifier sheet that a person carries to a channel. */
@Path("accounts")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class AccountPages {
    private final AccountResource api;
    private final AccountAdministration administration;
    private final IdentifierResource identifiers;
    private final Channels channels;
    private final FeedResource feeds;
    private final Consents consents;
    private final Subscriptions subscriptions;
    private final Messages messages;
    private final Viewer viewer;
    private final Clock clock;

    public AccountPages(
            AccountResource api,
            AccountAdministration administration,
            IdentifierResource identifiers,
            Channels channels,
            FeedResource feeds,
            Consents consents,
            Subscriptions subscriptions,
            Messages messages,
            Viewer viewer,
            Clock clock) {
        this.api = api;
        this.administration = administration;
        this.identifiers = identifiers;
        this.channels = channels;
        this.feeds = feeds;
        this.consents = consents;
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.viewer = viewer;
        this.clock = clock;
    }

    @GET
    @Transactional
    public TemplateInstance list() {
        List<String> open =
                channels.ids().stream().filter(id -> !fields(id).isEmpty()).toList();
        return new SyncTemplates.AccountList(api.list(), open);
    }

    @GET
    @Path("new")
    public TemplateInstance form(@QueryParam("channel") @Nullable String channel) {
        return form(known(channel), Map.of(), List.of());
    }

    @POST
    @Transactional
    public Response create(MultivaluedMap<String, String> form) {
        String channel = known(form.getFirst("channel"));
        String agency = form.getFirst("agency");
        AccountView.New wish = new AccountView.New(
                agency == null || agency.isBlank() ? null : agency.strip(),
                channel,
                text(form, "name"),
                given(form, fields(channel), false),
                given(form, fields(channel), true));
        if (wish.name().isEmpty()) {
            throw Problem.invalid("name", "needed", "Give the account a name.");
        }
        try {
            return backTo(administration.create(wish).id());
        } catch (Problem refused) {
            if (refused.faults().isEmpty()) {
                throw refused;
            }
            return Response.status(422)
                    .entity(form(channel, plain(form, channel), refused.faults()))
                    .build();
        }
    }

    @GET
    @Path("{id}")
    @Transactional
    public TemplateInstance account(@PathParam("id") UUID id) {
        return page(id, null);
    }

    /** Secrets left empty stay as they are. */
    @POST
    @Path("{id}/secrets")
    @Transactional
    public Response setSecrets(@PathParam("id") UUID id, MultivaluedMap<String, String> form) {
        ChannelAccount account = administration.get(id);
        Map<String, String> secrets = given(form, fields(account.channel()), true);
        if (secrets.isEmpty()) {
            throw Problem.invalid("secrets", "needed", "Enter at least one secret.");
        }
        administration.setSecrets(id, secrets);
        return backTo(id);
    }

    @POST
    @Path("{id}/pause")
    @Transactional
    public Response pause(@PathParam("id") UUID id, @FormParam("reason") @Nullable String reason) {
        administration.pause(id, FormText.reason(reason));
        return backTo(id);
    }

    @POST
    @Path("{id}/resume")
    @Transactional
    public Response resume(@PathParam("id") UUID id) {
        administration.resume(id);
        return backTo(id);
    }

    @POST
    @Path("{id}/away")
    @Transactional
    public Response away(@PathParam("id") UUID id, @FormParam("reason") @Nullable String reason) {
        administration.away(id, FormText.reason(reason));
        return backTo(id);
    }

    @POST
    @Path("{id}/back")
    @Transactional
    public Response back(@PathParam("id") UUID id) {
        administration.back(id);
        return backTo(id);
    }

    @GET
    @Path("{id}/identifier-sheet.csv")
    @Produces("text/csv;charset=UTF-8")
    public Response sheet(@PathParam("id") UUID id) {
        return identifiers.sheet(id);
    }

    @POST
    @Path("{id}/identifier-sheet")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Transactional
    public TemplateInstance takeSheet(@PathParam("id") UUID id, @RestForm("file") @Nullable FileUpload file)
            throws IOException {
        if (file == null || file.size() == 0) {
            throw Problem.invalid("file", "missing", "Choose a file first.");
        }
        return page(id, identifiers.post(id, Files.readAllBytes(file.uploadedFile())));
    }

    private TemplateInstance page(UUID id, IdentifierResource.@Nullable Taken taken) {
        AccountView account = (AccountView) api.get(id).getEntity();
        return new SyncTemplates.AccountPage(
                account,
                AccountCard.tone(account.state(), account.awaitsConsent()),
                fields(account.channel()),
                !channels.find(account.channel())
                        .map(HaatSettings::settings)
                        .orElse(List.of())
                        .isEmpty(),
                api.changes(id).stream()
                        .map(change -> AccountChangeLine.of(change, messages, viewer.getLanguage()))
                        .toList(),
                connection(account),
                channels.facet(account.channel(), IdentifierSheet.class).isPresent(),
                channels.facet(account.channel(), FeedSink.class).isPresent() ? feeds.list(id) : null,
                taken);
    }

    private AccountConnection connection(AccountView account) {
        return new AccountConnection(
                account.expiries(),
                consents.possible(administration.get(account.id())),
                subscriptions.possible(account.channel()),
                account.settings().getOrDefault("queue_url", ""),
                subscriptions.of(account.id()),
                LocalDate.now(clock.withZone(ExpiryPages.INDIA)));
    }

    private TemplateInstance form(String channel, Map<String, String> given, List<Problem.Fault> faults) {
        return new SyncTemplates.AccountNew(
                channel, fields(channel), Scope.current().seesEverything(), given, faults);
    }

    /** What the form gets back after a refusal: everything but secrets, which go nowhere. */
    private Map<String, String> plain(MultivaluedMap<String, String> form, String channel) {
        Map<String, String> plain = new TreeMap<>(given(form, fields(channel), false));
        plain.put("name", text(form, "name"));
        plain.put("agency", text(form, "agency"));
        return plain;
    }

    private String known(@Nullable String channel) {
        if (channel == null || channels.find(channel).isEmpty()) {
            throw Problem.notFound("channel", String.valueOf(channel));
        }
        return channel;
    }

    private List<AccountField> fields(String channel) {
        return channels.find(channel).map(HaatSettings::fields).orElse(List.of());
    }

    private static Map<String, String> given(
            MultivaluedMap<String, String> form, List<AccountField> fields, boolean secrets) {
        Map<String, String> given = new TreeMap<>();
        fields.stream().filter(field -> field.secret() == secrets).forEach(field -> {
            String value = text(form, field.key());
            if (!value.isEmpty()) {
                given.put(field.key(), value);
            }
        });
        return given;
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private Response backTo(UUID id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id)
                .build();
    }
}
