package org.haat.catalog.media;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.haat.edge.Problem;

/** Serves pictures to marketplaces and buyers. What an address shows never changes, so anyone may keep it for ever. */
@Path("media")
public class PublicMediaResource {
    private final MediaAssets assets;

    public PublicMediaResource(MediaAssets assets) {
        this.assets = assets;
    }

    @GET
    @Path("{sha256: [0-9a-f]{64}}")
    @PermitAll
    public Response get(@PathParam("sha256") String sha256) {
        MediaAssets.Content content = assets.content(sha256).orElseThrow(() -> Problem.notFound("picture", sha256));
        return Response.ok(content.bytes(), content.mediaType())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Disposition", "inline")
                .tag(sha256)
                .build();
    }
}
