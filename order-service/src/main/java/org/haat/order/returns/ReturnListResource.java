package org.haat.order.returns;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.haat.edge.Role;

/** What comes back of all orders. */
@Path("/api/v1/returns")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ReturnListResource {
    private static final int MOST = 200;
    private final Returns returns;

    public ReturnListResource(Returns returns) {
        this.returns = returns;
    }

    /**
     * The newest first.
     *
     * @param open only those that nobody has received
     */
    @GET
    public List<ReturnView> list(@QueryParam("open") @DefaultValue("false") boolean open) {
        return returns.newest(open, MOST).stream().map(ReturnView::of).toList();
    }
}
