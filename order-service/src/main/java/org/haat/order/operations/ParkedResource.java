package org.haat.order.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.outbox.ParkedEvents;
import org.jspecify.annotations.Nullable;

/**
 * Messages that could not be applied, over all agencies: for operations people who belong to none. The payload itself is
 * not shown, because it may be anything.
 */
@Path("/api/v1/parked")
@RolesAllowed(Role.OPERATIONS)
public class ParkedResource {
    private static final int MOST = 200;
    private final ParkedEvents parkedEvents;
    private final ReplayParked replayParked;

    public ParkedResource(ParkedEvents parkedEvents, ReplayParked replayParked) {
        this.parkedEvents = parkedEvents;
        this.replayParked = replayParked;
    }

    /** @param consumer which of our consumers could not apply it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ParkedMessage(
            long id,
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            int bytes,
            String reason,
            Instant parkedAt) {
        static ParkedMessage of(ParkedEvents.Parked parked) {
            byte[] payload = parked.payload();
            return new ParkedMessage(
                    parked.id(),
                    parked.consumer(),
                    parked.topic(),
                    parked.partition(),
                    parked.offset(),
                    parked.key(),
                    payload == null ? 0 : payload.length,
                    parked.reason(),
                    parked.parkedAt());
        }
    }

    @GET
    public List<ParkedMessage> list() {
        requireEverything();
        return parkedEvents.waiting(MOST).stream().map(ParkedMessage::of).toList();
    }

    /** Applies it again; 409 with the reason if it still cannot be. */
    @POST
    @Path("{id}/replay")
    public void replay(long id) {
        requireEverything();
        replayParked.replay(id);
    }

    @DELETE
    @Path("{id}")
    public void discard(long id) {
        requireEverything();
        replayParked.discard(id);
    }

    private static void requireEverything() {
        if (!Scope.current().seesEverything()) {
            throw Problem.forbidden(
                    "operations-only", "Messages of all agencies: for operations of the platform only.");
        }
    }
}
