package org.haat.channelsync.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.HaatSettings;
import org.haat.channelsync.channel.AccountField;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;

/** What an account's channel and Haat are told about it that is no secret: the store, a rate, its part of the quota. */
@Path("accounts/{id}/settings")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class AccountSettingsPage {
    private final AccountAdministration administration;
    private final Channels channels;
    private final Viewer viewer;

    public AccountSettingsPage(AccountAdministration administration, Channels channels, Viewer viewer) {
        this.administration = administration;
        this.channels = channels;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance show(@PathParam("id") UUID id) {
        ChannelAccount account = administration.get(id);
        return page(account, account.version(), account.settings(), List.of());
    }

    /** Settings left empty are taken away; {@code version} is the one that the person looked at. */
    @POST
    public Response save(@PathParam("id") UUID id, MultivaluedMap<String, String> form) {
        ChannelAccount account = QuarkusTransaction.requiringNew().call(() -> administration.get(id));
        long version = version(FormText.plain(form.getFirst("version")));
        Map<String, String> settings = settings(account, form);
        AccountView.Update wish = new AccountView.Update(account.name(), settings);
        try {
            QuarkusTransaction.requiringNew().run(() -> administration.update(id, version, wish));
        } catch (Problem refused) {
            if (refused.faults().isEmpty()) {
                throw refused;
            }
            return Response.status(422)
                    .entity(page(account, version, settings, refused.faults()))
                    .build();
        }
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id)
                .build();
    }

    /** Those that the form does not show stay as they are. */
    private Map<String, String> settings(ChannelAccount account, MultivaluedMap<String, String> form) {
        Map<String, String> settings = new TreeMap<>(account.settings());
        for (AccountField field : fields(account)) {
            String value = FormText.plain(form.getFirst(field.key()));
            if (value.isEmpty()) {
                settings.remove(field.key());
            } else {
                settings.put(field.key(), value);
            }
        }
        return settings;
    }

    private List<AccountField> fields(ChannelAccount account) {
        return channels.find(account.channel()).map(HaatSettings::settings).orElse(List.of());
    }

    private TemplateInstance page(
            ChannelAccount account, long version, Map<String, String> values, List<Problem.Fault> faults) {
        return new SyncTemplates.AccountSettings(account, version, fields(account), values, faults);
    }

    private static long version(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.stale("account");
        }
        return Long.parseLong(text);
    }
}
