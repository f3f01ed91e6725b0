package org.haat.channelsync.shipment;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.haat.edge.Problem;

/** Label and invoice as a download that no cache keeps. */
public final class PapersAnswer {
    private PapersAnswer() {}

    /** @throws Problem 404 when there are none, or none any more */
    public static Response of(Optional<Papers.Opened> opened, String shipment) {
        Papers.Opened papers = opened.orElseThrow(() -> Problem.notFound("label and invoice of shipment", shipment));
        String name = "label-" + papers.remoteOrderId().replaceAll("[^A-Za-z0-9_-]", "_") + ".pdf";
        return Response.ok(papers.pdf(), "application/pdf")
                .header("Content-Disposition", "attachment; filename=\"" + name + '"')
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
