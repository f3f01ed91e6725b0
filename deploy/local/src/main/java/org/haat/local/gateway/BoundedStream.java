package org.haat.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that fails once it is longer than it may be; for those that do not announce their length. */
final class BoundedStream implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final long limitBytes;
    private long bytes;
    private @Nullable Handler<Throwable> failed;

    BoundedStream(ReadStream<Buffer> source, long limitBytes) {
        this.source = source;
        this.limitBytes = limitBytes;
    }

    boolean isExceeded() {
        return bytes > limitBytes;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> taker) {
        if (taker == null) {
            source.handler(null);
        } else {
            source.handler(part -> pass(part, taker));
        }
        return this;
    }

    private void pass(Buffer part, Handler<Buffer> taker) {
        if (isExceeded()) {
            return;
        }
        bytes += part.length();
        if (!isExceeded()) {
            taker.handle(part);
        } else if (failed != null) {
            failed.handle(new IllegalStateException("The body is longer than " + limitBytes + " bytes"));
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }
}
