package org.haat.channelsync.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.listing.Transcripts;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What was said to a marketplace for an account and what it answered, call by call, without secrets and people. */
@Path("accounts/{id}/calls")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class CallPages {
    private static final int ROWS = 50;
    private final Transcripts transcripts;
    private final AccountAdministration accounts;
    private final ObjectMapper mapper;
    private final Viewer viewer;

    public CallPages(Transcripts transcripts, AccountAdministration accounts, ObjectMapper mapper, Viewer viewer) {
        this.transcripts = transcripts;
        this.accounts = accounts;
        this.mapper = mapper;
        this.viewer = viewer;
    }

    /** A call as a person reads it. */
    record Call(Transcripts.Line line) {
        /** In the colours of badges. */
        public String tone() {
            return switch (line.outcome()) {
                case "ok" -> "good";
                case "THROTTLED", "TEMPORARY" -> "warn";
                default -> "bad";
            };
        }
    }

    @GET
    public TemplateInstance list(
            @PathParam("id") UUID id,
            @QueryParam("operation") @Nullable String operation,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("status") @Nullable String status,
            @QueryParam("sku") @Nullable String sku,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("before") @DefaultValue("9223372036854775807") long before) {
        ChannelAccount account = accounts.get(id);
        CallSearch search = CallSearch.of(operation, outcome, status, sku, from, until);
        Transcripts.Page page = transcripts.of(id, search.filter(), before, ROWS);
        return new SyncTemplates.CallList(
                account,
                search,
                transcripts.operations(id),
                Arrays.stream(FailureKind.values()).map(Enum::name).toList(),
                page.lines().stream().map(Call::new).toList(),
                before == Transcripts.NEWEST ? null : search.href(viewer.getRoot(), id, null),
                page.next() == null ? null : search.href(viewer.getRoot(), id, page.next()));
    }

    @GET
    @Path("{call}")
    public TemplateInstance call(@PathParam("id") UUID id, @PathParam("call") long call) {
        ChannelAccount account = accounts.get(id);
        Transcripts.Line line =
                transcripts.find(id, call).orElseThrow(() -> Problem.notFound("call", Long.toString(call)));
        return new SyncTemplates.CallPage(
                account,
                new Call(line),
                indented(line.requestHeaders()),
                indented(line.requestBody()),
                indented(line.answerHeaders()),
                indented(line.answerBody()));
    }

    /** JSON on lines; what was shortened or is none as it came. */
    private String indented(@Nullable String body) {
        if (body == null || body.isBlank() || body.equals("{}")) {
            return "";
        }
        try {
            return mapper.readTree(body).toPrettyString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
