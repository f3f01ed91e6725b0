package org.haat.catalog.media;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.QueryNumber;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** The agency's pictures, by the names that its products use. */
@Path("api/v1/media")
public class MediaResource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final int LARGEST_BYTES = 10 << 20;
    private final MediaAssets assets;
    private final Event<MediaChanged> changes;
    private final Caller caller;
    private final Clock clock;

    public MediaResource(MediaAssets assets, Event<MediaChanged> changes, Caller caller, Clock clock) {
        this.assets = assets;
        this.changes = changes;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param path public address under the gateway */
    public record MediaView(
            String name,
            String sha256,
            String path,
            String mediaType,
            int widthPx,
            int heightPx,
            int whiteBorderPercent) {
        static MediaView of(MediaAsset asset) {
            return new MediaView(
                    asset.name(),
                    asset.sha256(),
                    "/catalog/media/" + asset.sha256(),
                    asset.picture().mediaType(),
                    asset.picture().widthPx(),
                    asset.picture().heightPx(),
                    asset.picture().whiteBorderPercent());
        }
    }

    @GET
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
    public List<MediaView> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        return assets.page(caller.agency(), after, QueryNumber.of("limit", limit, 50, 1, 200)).stream()
                .map(MediaView::of)
                .toList();
    }

    /** Takes the bytes of a JPEG or PNG; what it is is decided by the bytes. Sending the same again changes nothing. */
    @PUT
    @Path("{name}")
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "image/*"})
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public MediaView put(@PathParam("name") String name, InputStream body) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(
                    "name", "media-name", "A picture's name has letters, digits, dot, dash and underscore.");
        }
        byte[] bytes = body.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new Problem(413, "too-large", "A picture may have at most 10 MB.", List.of());
        }
        String sha256 = MediaAssets.address(bytes);
        Picture picture = assets.take(sha256, bytes)
                .orElseThrow(() -> Problem.invalid(
                        name,
                        "picture-unreadable",
                        "This is no JPEG or PNG that can be read. Save the photograph as JPEG and send it again."));
        MediaAsset before = assets.byName(caller.agency(), List.of(name)).get(name);
        MediaAsset asset = new MediaAsset(name, sha256, picture);
        assets.put(caller.agency(), asset, clock.instant());
        if (before == null || !before.sha256().equals(asset.sha256())) {
            changes.fire(new MediaChanged(caller.agency(), name, caller.person()));
        }
        return MediaView.of(asset);
    }
}
