package org.haat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.local.identity.Person;

/** What people of the agency do in the catalogue: each step as the person who may take it. */
public final class CatalogueSteps {
    private static final String API = "/catalog/api/v1";
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);
    private final Web web;
    private final Progress progress;

    public CatalogueSteps(Web web, Progress progress) {
        this.web = web;
        this.progress = progress;
    }

    /** Operations make the sample's agency and the one that must see nothing of it. */
    public void makeAgencies() {
        web.post("eshan", API + "/agencies", agency(Person.SAMPLE_AGENCY, "19", "Sample livelihoods agency"));
        web.post("eshan", API + "/agencies", agency(Person.OTHER_AGENCY, "08", "Another agency"));
    }

    private static Map<String, String> agency(String code, String state, String name) {
        return Map.of("code", code, "stateGstCode", state, "nameEn", name);
    }

    /**
     * Uploads every picture of a folder.
     *
     * @return how many were taken; the others are no pictures that can be read
     */
    public String uploadPictures(Path folder, List<String> names) {
        AtomicInteger taken = new AtomicInteger();
        names.parallelStream().forEach(name -> {
            Web.Answer answer = web.send(
                    "bimal",
                    "PUT",
                    API + "/media/" + name,
                    bytes(folder.resolve(name)),
                    Map.of("Content-Type", "application/octet-stream"));
            if (answer.isOk()) {
                taken.incrementAndGet();
            } else if (answer.status() != 400 && answer.status() != 422) {
                Web.ok("PUT", API + "/media/" + name, answer);
            }
        });
        int refused = names.size() - taken.get();
        return taken + " taken" + (refused == 0 ? "" : ", " + refused + " refused");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads a file and waits until it is imported. */
    public String importFile(String kind, String name, byte[] content) {
        String path = API + "/imports?kind=" + kind + "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        String id = web.upload("bimal", "POST", path, "text/csv", content)
                .path("id")
                .asText();
        JsonNode[] job = new JsonNode[1];
        progress.await("rows of " + name, IMPORT_LIMIT, () -> {
            job[0] = web.get("bimal", API + "/imports/" + id);
            boolean ended = !job[0].path("endedAt").isMissingNode()
                    && !job[0].path("endedAt").isNull();
            int read = job[0].path("rowsRead").asInt();
            return new Progress.Count(read, ended ? read : Progress.Count.UNKNOWN);
        });
        if (!"DONE".equals(job[0].path("state").asText())) {
            throw new StepFailed("The import of " + name + " did not end well: " + job[0]);
        }
        return job[0].path("created").asInt() + " new, "
                + job[0].path("changed").asInt() + " changed, "
                + job[0].path("unchanged").asInt() + " unchanged, "
                + job[0].path("refused").asInt() + " refused";
    }

    public void putLocations(List<NamedCsvRecord> outlets) {
        for (NamedCsvRecord row : outlets) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("nameEn", row.getField("name_en"));
            putIfGiven(body, "nameBn", row.getField("name_bn"));
            putIfGiven(body, "nameHi", row.getField("name_hi"));
            body.put("kind", row.getField("kind"));
            body.put("districtLgd", Integer.valueOf(row.getField("district_lgd")));
            body.put("address", row.getField("address"));
            body.put("pin", row.getField("pin"));
            body.put("status", row.getField("status"));
            String path = API + "/locations/" + row.getField("location");
            try {
                web.upload("anita", "PUT", path, "application/json", Web.JSON.writeValueAsBytes(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void putIfGiven(Map<String, Object> body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    /** The editor submits, the approver approves and publishes: what the publish gate refuses stays behind. */
    public Outcome publishEverything() {
        Outcome submitted = all("bimal", "submit");
        Outcome approved = all("chandra", "approve");
        Outcome published = all("chandra", "publish");
        Map<String, String> refused = new TreeMap<>(submitted.refused());
        refused.putAll(approved.refused());
        refused.putAll(published.refused());
        return new Outcome(published.done(), refused);
    }

    /** @param refused the first reason for each SKU that was stopped */
    public record Outcome(int done, Map<String, String> refused) {}

    private Outcome all(String person, String step) {
        int done = 0;
        Map<String, String> refused = new TreeMap<>();
        Map<String, Object> body = new TreeMap<>(Map.of("all", true));
        do {
            JsonNode answer = web.post(person, API + "/bulk/" + step, body);
            done += answer.path("done").asInt();
            for (JsonNode product : answer.path("refused")) {
                refused.put(product.path("sku").asText(), reason(product.path("channels")));
            }
            body.keySet().retainAll(Set.of("all"));
            for (String name : List.of("next", "changeSet")) {
                if (answer.hasNonNull(name)) {
                    body.put(
                            name.equals("next") ? "after" : name,
                            answer.get(name).asText());
                }
            }
        } while (body.containsKey("after"));
        return new Outcome(done, refused);
    }

    private static String reason(JsonNode channels) {
        for (JsonNode refusals : channels) {
            for (JsonNode refusal : refusals) {
                return refusal.path("message").asText() + " "
                        + refusal.path("remedy").asText() + " ("
                        + refusal.path("who").asText().toLowerCase(java.util.Locale.ROOT) + ")";
            }
        }
        return "";
    }
}
