package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.jspecify.annotations.Nullable;

/** Documents of feeds and reports: uploaded and fetched by links good for five minutes, kept as files beside the journal. */
final class FeedDocuments {
    private static final Duration LINK_LIFE = Duration.ofMinutes(5);

    /** @param compressed whether the bytes are gzip */
    record Document(String id, String account, String contentType, boolean compressed) {}

    private final Shelf<Document> shelf;
    private final Path folder;
    private final Accounts accounts;
    private final Presigned presigned;

    FeedDocuments(Journal journal, Path folder, Accounts accounts, Presigned presigned) {
        this.shelf = new Shelf<>(journal, "amazon.document", Document.class);
        this.folder = folder;
        this.accounts = accounts;
        this.presigned = presigned;
    }

    Answer create(Call call, Account account) {
        String contentType = call.json()
                .map(b -> b.path("contentType").asText())
                .filter(t -> !t.isBlank())
                .orElse("");
        if (contentType.isEmpty()) {
            return Errors.of(400, "400", "contentType is required", "");
        }
        Document document = add(account.name(), contentType, false);
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("feedDocumentId", document.id)
                .put("url", presigned.link(call, path(document.id), contentType, LINK_LIFE));
        return Answer.json(201, body);
    }

    Document add(String account, String contentType, boolean compressed) {
        String id = "amzn1.tortuga.4.eu." + accounts.uuid();
        Document document = new Document(id, account, contentType, compressed);
        shelf.put(id, document);
        return document;
    }

    /** Writes what Amazon has to say and keeps it. */
    String keep(String account, String contentType, byte[] plain, boolean compressed) {
        String id = add(account, contentType, compressed).id();
        write(id, compressed ? gzip(plain) : plain);
        return id;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String path(String id) {
        return "/presigned/documents/" + id;
    }

    /** The content type is part of the signature: another one, or none, does not fit it. */
    Answer upload(Call call, @Nullable Account ignored) {
        String id = call.param("id");
        String contentType = call.header("content-type").orElse("");
        if (shelf.find(id).isEmpty() || !presigned.holds(call, path(id), contentType)) {
            return expired();
        }
        write(id, call.body());
        return Answer.empty(200);
    }

    static Answer expired() {
        return Answer.text(
                403,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SignatureDoesNotMatch</Code>"
                        + "<Message>The signature does not match the request, or the link has expired.</Message></Error>");
    }

    Answer get(Call call, Account account) {
        return told(call, account, "feedDocumentId");
    }

    Answer getReport(Call call, Account account) {
        return told(call, account, "reportDocumentId");
    }

    /** @param name of the document's id, in the path and in the answer */
    private Answer told(Call call, Account account, String name) {
        Optional<Document> document = shelf.find(call.param(name)).filter(d -> d.account.equals(account.name()));
        if (document.isEmpty()) {
            return Errors.of(404, "404", "The document was not found.", "");
        }
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put(name, document.get().id)
                .put("url", presigned.link(call, path(document.get().id), "", LINK_LIFE));
        if (document.get().compressed) {
            body.put("compressionAlgorithm", "GZIP");
        }
        return Answer.json(200, body);
    }

    Answer download(Call call, @Nullable Account ignored) {
        String id = call.param("id");
        Optional<Document> document = shelf.find(id);
        if (document.isEmpty() || !presigned.holds(call, path(id), "")) {
            return expired();
        }
        return read(id).map(bytes -> Answer.bytes(200, document.get().contentType, bytes))
                .orElseGet(FeedDocuments::expired);
    }

    Optional<Document> find(String id) {
        return shelf.find(id);
    }

    void write(String id, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(id), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was uploaded, or nothing if nothing was. */
    Optional<byte[]> read(String id) {
        try {
            Path file = folder.resolve(id);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
