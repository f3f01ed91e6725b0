package org.haat.catalog.agency;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.haat.catalog.text.LocalText;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Agencies, kept by operations. */
@Path("api/v1/agencies")
public class AgencyResource {
    private final Agencies agencies;
    private final Districts districts;
    private final Clock clock;

    public AgencyResource(Agencies agencies, Districts districts, Clock clock) {
        this.agencies = agencies;
        this.districts = districts;
        this.clock = clock;
    }

    /** @param stateGstCode two digits, for example {@code 19} */
    public record AgencyBody(
            @NotNull @Pattern(regexp = "[a-z0-9-]{2,30}", message = "2 to 30 of a-z, 0-9 and -")
            String code,

            @NotNull @Pattern(regexp = "[0-9]{2}", message = "two digits, for example 19")
            String stateGstCode,

            @NotBlank @Size(max = 200) String nameEn,
            @Nullable @Size(max = 200) String nameBn,
            @Nullable @Size(max = 200) String nameHi) {

        static AgencyBody of(Agency agency) {
            return new AgencyBody(agency.code, agency.stateGstCode, agency.nameEn, agency.nameBn, agency.nameHi);
        }
    }

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    public List<AgencyBody> list() {
        return agencies.all().stream().map(AgencyBody::of).toList();
    }

    /** Sending the same agency again changes nothing. */
    @POST
    @RolesAllowed(Role.OPERATIONS)
    @Transactional
    public Response create(@NotNull @Valid AgencyBody body) {
        if (!districts.isState(body.stateGstCode())) {
            throw Problem.invalid(
                    "stateGstCode", "unknown-state", "There is no State with GST code " + body.stateGstCode());
        }
        Agency known = agencies.findById(body.code());
        if (known != null) {
            if (!AgencyBody.of(known).equals(body)) {
                throw Problem.conflict("agency-exists", "Agency " + body.code() + " exists with other particulars.");
            }
            return Response.ok(body).build();
        }
        LocalText name = new LocalText(body.nameEn(), body.nameBn(), body.nameHi());
        agencies.persist(new Agency(body.code(), body.stateGstCode(), name, clock.instant()));
        return Response.status(Response.Status.CREATED).entity(body).build();
    }
}
