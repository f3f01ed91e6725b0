package org.haat.catalog.stock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.security.Caller;
import org.haat.catalog.stock.Locations.Location;
import org.haat.catalog.text.LocalText;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Where the agency's goods lie. */
@Path("api/v1/locations")
public class LocationResource {
    private final Locations locations;
    private final Districts districts;
    private final Caller caller;

    public LocationResource(Locations locations, Districts districts, Caller caller) {
        this.locations = locations;
        this.districts = districts;
        this.caller = caller;
    }

    /** What a location is; the code stands in the address. */
    public record LocationBody(
            @NotBlank @Size(max = 200) String nameEn,
            @Nullable @Size(max = 200) String nameBn,
            @Nullable @Size(max = 200) String nameHi,

            @NotNull
            @Pattern(
                    regexp = "WAREHOUSE|OUTLET|STALL|KIOSK|VAN|MAKER_HOME",
                    message = "one of WAREHOUSE, OUTLET, STALL, KIOSK, VAN, MAKER_HOME")
            String kind,

            @Nullable Integer districtLgd,
            @Nullable @Size(max = 500) String address,

            @Nullable @Pattern(regexp = "[1-9][0-9]{5}", message = "six digits, the first not 0")
            String pin,

            @NotNull @Pattern(regexp = "OPEN|PLANNED|CLOSED", message = "one of OPEN, PLANNED, CLOSED")
            String status) {}

    @GET
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
    @Transactional
    public List<Location> list() {
        return locations.all(caller.agency());
    }

    /** Makes or changes a location. */
    @PUT
    @Path("{code}")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public Location put(
            @PathParam("code") @Pattern(regexp = "[A-Za-z0-9._-]{1,40}", message = "1 to 40 of A-Z a-z 0-9 . _ -")
                    String code,
            @NotNull @Valid LocationBody body) {
        if (body.districtLgd() != null && districts.find(body.districtLgd()).isEmpty()) {
            throw Problem.invalid("districtLgd", "district-unknown", "There is no district " + body.districtLgd());
        }
        LocalText name = new LocalText(body.nameEn(), body.nameBn(), body.nameHi());
        Location location =
                new Location(code, name, body.kind(), body.districtLgd(), body.address(), body.pin(), body.status());
        locations.put(caller.agency(), location);
        return location;
    }
}
