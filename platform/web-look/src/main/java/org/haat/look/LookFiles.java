package org.haat.look;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.edge.Problem;

/**
 * Stylesheet, script and mark, under an address that holds the hash of the content: a browser keeps them for a year and
 * still sees every change at once.
 */
@Path("/look")
@Singleton
@Named("look")
@PermitAll
public class LookFiles {
    private static final Map<String, String> TYPES = Map.of(
            "haat.css", "text/css;charset=UTF-8",
            "haat.js", "text/javascript;charset=UTF-8",
            "mark.svg", "image/svg+xml");

    private final Map<String, Asset> files =
            TYPES.keySet().stream().collect(Collectors.toMap(Function.identity(), LookFiles::read));
    private final String rootPath;

    private record Asset(byte[] content, String hash) {}

    public LookFiles(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.rootPath = rootPath.endsWith("/") ? rootPath : rootPath + '/';
    }

    /** The address of a file, for templates. */
    public String url(String name) {
        Asset asset = files.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("The look has no file " + name);
        }
        return rootPath + "look/" + asset.hash() + '/' + name;
    }

    @GET
    @Path("{hash}/{name}")
    public Response file(@PathParam("hash") String hash, @PathParam("name") String name) {
        Asset asset = files.get(name);
        if (asset == null) {
            throw Problem.notFound("file", name);
        }
        String keep = asset.hash().equals(hash) ? "public, max-age=31536000, immutable" : "no-cache";
        return Response.ok(asset.content(), TYPES.get(name))
                .header("Cache-Control", keep)
                .build();
    }

    private static Asset read(String name) {
        try (InputStream stream = LookFiles.class.getResourceAsStream("/look/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The look's file " + name + " is missing");
            }
            byte[] content = stream.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(content, HexFormat.of().formatHex(digest, 0, 6));
        } catch (IOException e) {
            throw new UncheckedIOException("The look's file " + name + " could not be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
