package org.haat.catalog.producer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.haat.catalog.rule.JsonFields;
import org.haat.catalog.rule.Saved;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
import org.haat.catalog.security.QueryNumber;
import org.haat.catalog.security.Versions;
import org.haat.catalog.text.LocalText;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Producers of the caller's agency; read also by district officers and operations. */
@Path("api/v1/producers")
public class ProducerResource {
    private static final int LARGEST_PAGE = 200;
    private final Producers producers;
    private final SaveProducers saveProducers;
    private final Caller caller;

    public ProducerResource(Producers producers, SaveProducers saveProducers, Caller caller) {
        this.producers = producers;
        this.saveProducers = saveProducers;
        this.caller = caller;
    }

    /** @param version the ETag: send it back in If-Match */
    public record ProducerView(String agency, int version, ProducerDraft producer) {
        static ProducerView of(Producer producer) {
            return new ProducerView(producer.agency(), producer.version(), producer.draft());
        }
    }

    /** @param next send it as {@code after} for the next page; null on the last */
    public record ProducerPage(
            List<ProducerView> items, @Nullable String next) {}

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public ProducerPage list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String atMost) {
        int limit = QueryNumber.of("limit", atMost, 50, 1, LARGEST_PAGE);
        List<Producer> page = producers.page(after, limit);
        return new ProducerPage(
                page.stream().map(ProducerView::of).toList(),
                page.size() < limit ? null : page.get(limit - 1).code());
    }

    @GET
    @Path("{code}")
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public Response get(@PathParam("code") String code) {
        Producer producer = producers.anyOfCode(code).orElseThrow(() -> Problem.notFound("producer", code));
        return Response.ok(ProducerView.of(producer))
                .tag(Versions.tag(producer.version()))
                .build();
    }

    /** Makes a producer, or changes one, which needs If-Match. */
    @PUT
    @Path("{code}")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public Response put(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ProducerDraft body,
            @Context HttpHeaders headers) {
        Optional<Producer> known = producers.ofCode(caller.agency(), code);
        known.ifPresent(producer -> Versions.requireMatch(ifMatch, producer.version(), "producer"));
        if (!code.equals(body.code())) {
            throw Problem.invalid("code", "code-fixed", "A producer's code never changes; it is " + code + " here.");
        }
        Saved saved = saveProducers
                .save(caller.agency(), caller.person(), List.of(clean(body)))
                .get(0);
        if (saved.outcome() == Saved.Outcome.REFUSED) {
            throw JsonFields.problem(saved.refusals(), Languages.of(headers));
        }
        producers.flush();
        Producer producer = producers.ofCode(caller.agency(), code).orElseThrow();
        return Response.status(known.isPresent() ? 200 : 201)
                .tag(Versions.tag(producer.version()))
                .entity(ProducerView.of(producer))
                .build();
    }

    /** JSON may leave fields out or blank; the rules know only null and text. */
    @SuppressWarnings("NullAway") // Jackson leaves absent record fields null, whatever their type says
    private static ProducerDraft clean(ProducerDraft body) {
        LocalText name = Objects.requireNonNullElse(body.name(), new LocalText(null, null, null));
        return new ProducerDraft(
                body.code().strip(),
                new LocalText(
                        LocalText.blankToNull(name.en()),
                        LocalText.blankToNull(name.bn()),
                        LocalText.blankToNull(name.hi())),
                Objects.requireNonNullElse(body.type(), ""),
                body.districtLgd(),
                LocalText.blankToNull(body.pan()),
                LocalText.blankToNull(body.gstin()),
                Objects.requireNonNullElse(body.gstStatus(), ""),
                LocalText.blankToNull(body.enrolmentNo()),
                LocalText.blankToNull(body.sellsThrough()),
                Objects.requireNonNullElse(body.address(), ""),
                Objects.requireNonNullElse(body.pin(), ""),
                LocalText.blankToNull(body.phone()),
                LocalText.blankToNull(body.email()),
                LocalText.blankToNull(body.handloomMark()),
                LocalText.blankToNull(body.silkMark()),
                LocalText.blankToNull(body.khadiMark()),
                LocalText.blankToNull(body.giAuthorisedUser()),
                LocalText.blankToNull(body.fssai()),
                LocalText.blankToNull(body.udyam()));
    }
}
