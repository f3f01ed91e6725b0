package org.haat.catalog.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import net.coobird.thumbnailator.Thumbnails.Builder;
import org.haat.catalog.media.MediaAssets;
import org.haat.edge.Problem;

/**
 * Small renditions of pictures, so that a list of products stays light on a slow line. As public as the picture itself, and
 * kept by the browser for ever. Few are made at a time: a large picture takes memory to open.
 */
@Path("thumbs")
public class Thumbnails {
    private final Semaphore atATime = new Semaphore(2);
    private final MediaAssets assets;

    public Thumbnails(MediaAssets assets) {
        this.assets = assets;
    }

    @GET
    @Path("{side: 96|200}/{sha256: [0-9a-f]{64}}")
    @PermitAll
    @Blocking
    public Response get(@PathParam("side") int sidePixels, @PathParam("sha256") String sha256) {
        MediaAssets.Content content = assets.content(sha256).orElseThrow(() -> Problem.notFound("picture", sha256));
        return Response.ok(small(content.bytes(), sidePixels), "image/jpeg")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }

    private byte[] small(byte[] picture, int sidePixels) {
        atATime.acquireUninterruptibly();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Builder<?> builder = net.coobird.thumbnailator.Thumbnails.of(new ByteArrayInputStream(picture));
            builder.size(sidePixels, sidePixels)
                    .imageType(java.awt.image.BufferedImage.TYPE_INT_RGB)
                    .outputFormat("jpg")
                    .outputQuality(0.6)
                    .toOutputStream(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw Problem.notFound("picture", "of that content");
        } finally {
            atATime.release();
        }
    }
}
