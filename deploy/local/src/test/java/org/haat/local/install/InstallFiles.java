package org.haat.local.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haat.local.service.HaatService;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files by which Haat is installed, and the settings that services read, as the tests look at them. */
final class InstallFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of("../..");
    private static final String SHARED = "platform/edge/src/main/resources/META-INF/microprofile-config.properties";
    private static final Pattern READ = Pattern.compile("\\$\\{(HAAT_[A-Z_]+)(:)?");

    private InstallFiles() {}

    static String text(String file) {
        try {
            return Files.readString(HOME.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String file) {
        return parsedYaml(text(file));
    }

    private static JsonNode parsedYaml(String yaml) {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    static JsonNode json(String file) {
        return parsed(text(file));
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Variables that a service reads. */
    static Set<String> read(HaatService service) {
        return variables(service, false);
    }

    /** Variables that a service does not start without. */
    static Set<String> required(HaatService service) {
        return variables(service, true);
    }

    private static Set<String> variables(HaatService service, boolean withoutDefault) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = READ.matcher(settings(service));
        while (matcher.find()) {
            if (!withoutDefault || matcher.group(2) == null) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static String settings(HaatService service) {
        return text(SHARED) + text(service.folder() + "/src/main/resources/application.properties");
    }

    /** Lines {@code NAME=value}. */
    static Map<String, String> environment(String file) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text(file).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] pair = line.split("=", 2);
                values.put(pair[0], pair[1]);
            }
        }
        return values;
    }

    static Map<String, String> compose(String service) {
        Map<String, String> values = new LinkedHashMap<>();
        yaml("deploy/compose/compose.yaml")
                .at("/services/" + service + "/environment")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return values;
    }

    /** What the pods of a service are told; a value out of the secret reads {@code secret NAME}. */
    static Map<String, String> kubernetes(HaatService service) {
        Map<String, String> values = environment("deploy/kubernetes/example/haat.env");
        JsonNode common = yaml("deploy/kubernetes/base/service/deployment.yaml");
        String patch = yaml("deploy/kubernetes/base/" + service.folder() + "/kustomization.yaml")
                .at("/patches/0/patch")
                .asText();
        for (JsonNode deployment : List.of(common, parsedYaml(patch))) {
            for (JsonNode each : deployment.at("/spec/template/spec/containers/0/env")) {
                JsonNode secret = each.at("/valueFrom/secretKeyRef/key");
                String value = secret.isMissingNode() ? each.path("value").asText() : "secret " + secret.asText();
                values.put(each.path("name").asText(), value);
            }
        }
        return values;
    }

    static Set<String> haat(Set<String> names) {
        Set<String> ours = new TreeSet<>(names);
        ours.removeIf(name -> !name.startsWith("HAAT_"));
        return ours;
    }

    /** Every file by which Haat is installed, from the root of the source tree. */
    static List<String> all() {
        return Stream.of("container", "compose", "database", "kafka", "keycloak", "kubernetes")
                .flatMap(folder -> below(HOME.resolve("deploy").resolve(folder)))
                .map(file -> HOME.relativize(file).toString())
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
