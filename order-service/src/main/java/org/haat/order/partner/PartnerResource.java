package org.haat.order.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** Partners and their secrets. A secret is in the answer that makes it, and in no other. */
@Path("/api/v1/partners")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class PartnerResource {
    private static final int USUAL_OVERLAP_HOURS = 24;
    private final Partners partners;
    private final PartnerRegistry registry;

    public PartnerResource(Partners partners, PartnerRegistry registry) {
        this.partners = partners;
        this.registry = registry;
    }

    /**
     * @param agency only from operations people of no agency; the caller's own otherwise
     * @param code the partner's part of its code
     * @param autoAccept its orders need no person to accept them; true when absent
     */
    public record NewPartner(
            @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,29}")
            String agency,

            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{1,29}")
            String code,

            @NotBlank @Size(max = 100) String name,
            @Nullable Boolean autoAccept) {}

    /** @param overlapHours how long the secrets in force go on working beside the new one; a day when absent */
    public record Rotation(@Nullable @Min(0) @Max(720) Integer overlapHours) {}

    /** @param messagesPerMinute how many it may post in a minute; null or absent for the service's setting */
    public record Limit(@Nullable @Min(1) @Max(100_000) Integer messagesPerMinute) {}

    /**
     * @param messagesPerMinute its own limit; absent while the service's setting counts
     * @param secret present only in the answer that made it: keep it now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartnerView(
            UUID id,
            String agency,
            String code,
            String name,
            boolean autoAccept,
            boolean enabled,
            @Nullable Integer messagesPerMinute,
            Instant createdAt,
            List<SecretView> secrets,
            @Nullable String secret) {
        static PartnerView of(Partner partner, @Nullable String secret) {
            return new PartnerView(
                    partner.id,
                    partner.agency(),
                    partner.code,
                    partner.name,
                    partner.autoAccept,
                    partner.isEnabled(),
                    partner.messagesPerMinute,
                    partner.createdAt,
                    partner.secrets.stream().map(SecretView::of).toList(),
                    secret);
        }
    }

    /** A secret without the secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretView(
            UUID id,
            Instant createdAt,
            String createdBy,
            @Nullable Instant validUntil) {
        static SecretView of(PartnerSecret secret) {
            return new SecretView(secret.id, secret.createdAt, secret.createdBy, secret.validUntil);
        }
    }

    @GET
    public List<PartnerView> list() {
        return partners.inOrder().stream()
                .map(partner -> PartnerView.of(partner, null))
                .toList();
    }

    @GET
    @Path("{id}")
    public PartnerView page(UUID id) {
        return PartnerView.of(partners.get(id), null);
    }

    @POST
    public Response create(@NotNull @Valid NewPartner request) {
        boolean autoAccept = request.autoAccept() == null || request.autoAccept();
        PartnerRegistry.Issued issued =
                registry.create(agency(request), request.code(), request.name().strip(), autoAccept);
        return Response.status(201)
                .header("Cache-Control", "no-store")
                .entity(PartnerView.of(issued.partner(), issued.secret()))
                .build();
    }

    @POST
    @Path("{id}/secrets")
    public Response rotate(UUID id, @NotNull @Valid Rotation rotation) {
        int hours = rotation.overlapHours() == null ? USUAL_OVERLAP_HOURS : rotation.overlapHours();
        PartnerRegistry.Issued issued = registry.rotate(id, Duration.ofHours(hours));
        return Response.status(201)
                .header("Cache-Control", "no-store")
                .entity(PartnerView.of(issued.partner(), issued.secret()))
                .build();
    }

    @POST
    @Path("{id}/disable")
    public PartnerView disable(UUID id) {
        return PartnerView.of(registry.enable(id, false), null);
    }

    @POST
    @Path("{id}/enable")
    public PartnerView enable(UUID id) {
        return PartnerView.of(registry.enable(id, true), null);
    }

    @PUT
    @Path("{id}/limit")
    public PartnerView limit(UUID id, @NotNull @Valid Limit limit) {
        return PartnerView.of(registry.limit(id, limit.messagesPerMinute()), null);
    }

    private static String agency(NewPartner request) {
        Scope scope = Scope.current();
        if (!scope.seesEverything()) {
            String own = scope.requireAgency();
            if (request.agency() != null && !request.agency().equals(own)) {
                throw Problem.forbidden("other-agency", "You can create partners of your own agency only.");
            }
            return own;
        }
        if (request.agency() == null) {
            throw Problem.invalid("agency", "needed", "say whose partner it is");
        }
        return request.agency();
    }
}
