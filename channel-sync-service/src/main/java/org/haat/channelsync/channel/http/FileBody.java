package org.haat.channelsync.channel.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a body into a file as it comes, one piece in memory at a time, and hangs up beyond a limit. */
final class FileBody implements HttpResponse.BodySubscriber<byte[]> {
    private static final byte[] NOTHING = {};
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final HttpCall.Download download;
    private Flow.@Nullable Subscription subscription;
    private @Nullable FileChannel file;
    private long written;

    FileBody(HttpCall.Download download) {
        this.download = download;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        try {
            file = FileChannel.open(
                    download.file(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            given.request(1);
        } catch (IOException e) {
            end(e);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        written += buffer.remaining();
        if (written > download.mostBytes()) {
            throw new TransportFaults.AnswerTooLarge(download.mostBytes());
        }
        while (file != null && buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private void end(IOException cause) {
        if (subscription != null) {
            subscription.cancel();
        }
        onError(cause);
    }

    @Override
    public void onError(Throwable cause) {
        close();
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        if (close()) {
            whole.complete(NOTHING);
        }
    }

    /** @return false when what was written cannot be trusted */
    private boolean close() {
        try {
            if (file != null) {
                file.close();
            }
            return true;
        } catch (IOException e) {
            whole.completeExceptionally(e);
            return false;
        }
    }
}
