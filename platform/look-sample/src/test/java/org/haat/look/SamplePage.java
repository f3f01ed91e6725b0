package org.haat.look;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** A page with one of everything, to test the look and to see it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.AGENCY_ADMIN, Role.APPROVER})
public class SamplePage {
    @CheckedTemplate(basePath = "samples")
    record Sample(List<Row> rows, Instant now, Page page) implements TemplateInstance {}

    record Row(String name, long paise, String tone) {}

    @GET
    public TemplateInstance sample() {
        return new Sample(
                List.of(
                        new Row("Baluchari silk saree বালুচরী সিল্ক শাড়ি", 849900, "good"),
                        new Row("<script>alert(1)</script>", 12345600, "bad"),
                        new Row("जयपुरी रजाई", 249900, "warn")),
                Instant.parse("2026-03-31T18:30:00Z"),
                Page.of(2, 25, 120, "/sample/?q=saree"));
    }

    @POST
    @Path("broken")
    public String post() {
        throw Problem.stale("product");
    }

    /** Throws what is asked for, to see each page of an error. */
    @GET
    @Path("accounts/{id}/broken")
    public String broken(@PathParam("id") UUID id, @QueryParam("status") int status, @QueryParam("code") String code) {
        throw new Problem(status, code, "The marketplace said: no such queue.", List.of());
    }

    @POST
    @Path("wordless")
    public String wordless() {
        throw "x".isEmpty()
                ? Problem.conflict("nobody-wrote-this", "Only the message says it.")
                : Problem.invalid("name", "nor-this", "Only the message says it.");
    }
}
