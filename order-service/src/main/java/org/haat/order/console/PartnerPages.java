package org.haat.order.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.haat.order.partner.PartnerResource;
import org.jspecify.annotations.Nullable;

/** Partners who post orders themselves, for the agency's administrator. A secret is shown once, when it is made. */
@Path("partners")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class PartnerPages {
    private final PartnerResource api;
    private final Validator validator;
    private final Viewer viewer;

    public PartnerPages(PartnerResource api, Validator validator, Viewer viewer) {
        this.api = api;
        this.validator = validator;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance list() {
        return new OrderTemplates.PartnerList(api.list(), Scope.current().seesEverything());
    }

    @POST
    public TemplateInstance create(
            @FormParam("agency") @Nullable String agency,
            @FormParam("code") @Nullable String code,
            @FormParam("name") @Nullable String name,
            @FormParam("autoAccept") @Nullable String autoAccept) {
        PartnerResource.NewPartner partner = new PartnerResource.NewPartner(
                agency == null || agency.isBlank() ? null : agency.strip(),
                code == null ? "" : code.strip(),
                name == null ? "" : name.strip(),
                autoAccept != null);
        judge(partner);
        return issued(api.create(partner));
    }

    @POST
    @Path("{id}/secrets")
    public TemplateInstance rotate(UUID id) {
        return issued(api.rotate(id, new PartnerResource.Rotation(null)));
    }

    @POST
    @Path("{id}/disable")
    public Response disable(UUID id) {
        api.disable(id);
        return backToList();
    }

    @POST
    @Path("{id}/enable")
    public Response enable(UUID id) {
        api.enable(id);
        return backToList();
    }

    private TemplateInstance issued(Response answer) {
        return new OrderTemplates.PartnerIssued(
                (PartnerResource.PartnerView) answer.getEntity(), viewer.getRoot() + "/partner/v1/orders");
    }

    /** The API's own rules for the fields. */
    private void judge(PartnerResource.NewPartner partner) {
        List<Problem.Fault> faults = validator.validate(partner).stream()
                .map(violation -> new Problem.Fault(
                        violation.getPropertyPath().toString(), "invalid", violation.getMessage(), null))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private Response backToList() {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/partners")
                .build();
    }
}
