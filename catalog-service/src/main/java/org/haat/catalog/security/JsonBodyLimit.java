package org.haat.catalog.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.haat.edge.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Files may be large here, JSON may not: the limit of a body is the file's, so JSON needs its own. */
public class JsonBodyLimit {
    private static final int LARGEST_BYTES = 4 << 20;

    /** @throws Problem 413 when the caller announces more, or later when more comes without an announcement */
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        MediaType type = typeOf(request);
        if (type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            if (request.getLength() > LARGEST_BYTES) {
                throw tooLarge();
            }
            request.setEntityStream(new Counted(request.getEntityStream()));
        }
    }

    private static @Nullable MediaType typeOf(ContainerRequestContext request) {
        try {
            return request.getMediaType();
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    415, "unsupported-media-type", "The Content-Type is not one that can be read.", List.of());
        }
    }

    private static Problem tooLarge() {
        return new Problem(413, "too-large", "A JSON body may have at most 4 MB.", List.of());
    }

    /** Stops in the middle of a body that never said how long it is. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            bytes += read;
            if (bytes > LARGEST_BYTES) {
                throw tooLarge();
            }
        }
    }
}
