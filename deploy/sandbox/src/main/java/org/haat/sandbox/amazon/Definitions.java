package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.amazon.ProductTypes.ProductType;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.jspecify.annotations.Nullable;

/** Product Type Definitions 2020-09-01: search, one definition, and the documents its links lead to. */
final class Definitions {
    private static final Duration LINK_LIFE = Duration.ofDays(7);
    private static final List<String> REQUIREMENTS = List.of("LISTING", "LISTING_PRODUCT_ONLY", "LISTING_OFFER_ONLY");
    private static final List<String> GROUPS =
            List.of("product_identity", "product_details", "offer", "safety_and_compliance", "images", "shipping");

    private final byte[] metaSchema = meta();
    private final ProductTypes types;
    private final Presigned presigned;

    Definitions(ProductTypes types, Presigned presigned) {
        this.types = types;
        this.presigned = presigned;
    }

    private static byte[] meta() {
        try (InputStream in = Definitions.class.getResourceAsStream("meta-schema.json")) {
            if (in == null) {
                throw new IllegalStateException("No meta-schema");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer search(Call call, Account account) {
        boolean keywords = call.query("keywords").isPresent();
        boolean itemName = call.query("itemName").isPresent();
        if (!call.queryList("marketplaceIds").equals(List.of(account.place())) || (keywords && itemName)) {
            return Errors.badRequest("One marketplace of the seller, and either keywords or itemName");
        }
        List<String> words =
                words(call.query("keywords").or(() -> call.query("itemName")).orElse(""));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("productTypes");
        types.matching(words).forEach(t -> {
            ObjectNode type = list.addObject().put("name", t.name()).put("displayName", t.displayName());
            type.putArray("marketplaceIds").add(account.place());
        });
        return Answer.json(200, body.put("productTypeVersion", types.version()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(w -> !w.isBlank())
                .flatMap(w -> List.of(w, w.toLowerCase(Locale.ROOT)).stream())
                .toList();
    }

    Answer get(Call call, Account account) {
        Optional<ProductType> type = types.find(call.param("productType"));
        if (type.isEmpty()) {
            return Errors.of(404, "NOT_FOUND", "Product type " + call.param("productType") + " not found.", "");
        }
        String requirements = call.query("requirements").orElse("LISTING");
        String enforced = call.query("requirementsEnforced").orElse("ENFORCED");
        if (!call.queryList("marketplaceIds").equals(List.of(account.place()))
                || !REQUIREMENTS.contains(requirements)
                || !List.of("ENFORCED", "NOT_ENFORCED").contains(enforced)) {
            return Errors.badRequest("One marketplace of the seller, and known requirements");
        }
        String path = schemaPath(account.place(), type.get().name(), requirements, enforced);
        byte[] schema = schema(Store.of(account), type.get(), requirements, enforced);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("metaSchema", link(call, "/presigned/schemas/meta-schema", metaSchema));
        body.set("schema", link(call, path, schema));
        body.put("requirements", requirements).put("requirementsEnforced", enforced);
        body.set("propertyGroups", groups());
        body.put(
                "locale",
                call.query("locale").orElse(Store.of(account).languages().get(0)));
        body.putArray("marketplaceIds").add(account.place());
        body.put("productType", type.get().name()).put("displayName", type.get().displayName());
        body.putObject("productTypeVersion")
                .put("version", types.version())
                .put("latest", true)
                .put("releaseCandidate", false);
        return Answer.json(200, body);
    }

    private static String schemaPath(String place, String type, String requirements, String enforced) {
        return "/presigned/schemas/" + place + "/" + type + "/" + requirements + "/" + enforced;
    }

    private byte[] schema(Store store, ProductType type, String requirements, String enforced) {
        return Json.text(types.schema(store, type, requirements, enforced.equals("ENFORCED")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode link(Call call, String path, byte[] document) {
        ObjectNode link = Json.MAPPER.createObjectNode();
        link.putObject("link")
                .put("resource", presigned.link(call, path, "", LINK_LIFE))
                .put("verb", "GET");
        return link.put("checksum", checksum(document));
    }

    private static String checksum(byte[] document) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode groups() {
        ObjectNode groups = Json.MAPPER.createObjectNode();
        for (String name : GROUPS) {
            ObjectNode group = groups.putObject(name).put("title", name.replace('_', ' '));
            ArrayNode names = group.putArray("propertyNames");
            types.groups().forEach((attribute, of) -> {
                if (of.equals(name)) {
                    names.add(attribute);
                }
            });
        }
        return groups;
    }

    Answer metaDocument(Call call, @Nullable Account ignored) {
        return presigned.holds(call, "/presigned/schemas/meta-schema", "")
                ? Answer.bytes(200, "application/json", metaSchema)
                : FeedDocuments.expired();
    }

    Answer document(Call call, @Nullable Account ignored) {
        String path =
                schemaPath(call.param("place"), call.param("type"), call.param("requirements"), call.param("enforced"));
        Optional<ProductType> type = types.find(call.param("type"));
        Optional<Store> store = Store.find(call.param("place"));
        if (type.isEmpty() || store.isEmpty() || !presigned.holds(call, path, "")) {
            return FeedDocuments.expired();
        }
        return Answer.bytes(
                200,
                "application/json",
                schema(store.get(), type.get(), call.param("requirements"), call.param("enforced")));
    }
}
