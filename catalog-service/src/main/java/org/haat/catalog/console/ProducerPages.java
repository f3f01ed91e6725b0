package org.haat.catalog.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.producer.Producer;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.producer.Producers;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** The makers, and the page of one: who they are and where the law lets them sell. */
@Path("producers")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER, Role.OPERATIONS})
public class ProducerPages {
    private static final int ROWS = 25;
    private final Producers producers;
    private final Districts districts;
    private final Viewer viewer;

    public ProducerPages(Producers producers, Districts districts, Viewer viewer) {
        this.producers = producers;
        this.districts = districts;
        this.viewer = viewer;
    }

    record Row(String code, String name, String type, String district, String gst) {}

    @GET
    @Transactional
    public TemplateInstance list(@QueryParam("after") @Nullable String after) {
        List<Producer> page = producers.page(after, ROWS + 1);
        boolean more = page.size() > ROWS;
        List<Producer> shown = more ? page.subList(0, ROWS) : page;
        String here = viewer.getRoot() + "/producers";
        return new CatalogTemplates.ProducerList(
                shown.stream().map(this::row).toList(),
                after == null ? null : here,
                more ? here + "?after=" + URLEncoder.encode(shown.get(ROWS - 1).code(), StandardCharsets.UTF_8) : null);
    }

    @GET
    @Path("{code}")
    @Transactional
    public TemplateInstance producer(@PathParam("code") String code) {
        Producer producer = producers.list("codeKey = ?1", Producers.lower(code)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("producer", code));
        return new CatalogTemplates.ProducerPage(row(producer), facts(producer.draft()));
    }

    private Row row(Producer producer) {
        Locale locale = viewer.getLanguage().locale();
        return new Row(
                producer.code(),
                producer.name().in(locale),
                producer.type().name(),
                districts
                        .find(producer.districtLgd())
                        .map(district -> district.name().in(locale))
                        .orElse(""),
                producer.gstStatus().name());
    }

    private static List<Fact> facts(ProducerDraft draft) {
        return new Fact.Sheet()
                .add("gstin", draft.gstin())
                .add("pan", draft.pan())
                .add("enrolment_no", draft.enrolmentNo())
                .add("sells_through", draft.sellsThrough())
                .add("address", draft.address())
                .add("pin", draft.pin())
                .add("handloom_mark", draft.handloomMark())
                .add("silk_mark", draft.silkMark())
                .add("khadi_mark", draft.khadiMark())
                .add("gi", draft.giAuthorisedUser())
                .add("fssai", draft.fssai())
                .add("udyam", draft.udyam())
                .facts();
    }
}
