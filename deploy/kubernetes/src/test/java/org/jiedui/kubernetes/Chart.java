package org.jiedui.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The chart of this module with one set of values, as real Helm sees it. Values are layered like {@code helm -f a -f b}: the chart's own,
 * those of a size, those of an installation.
 */
final class Chart {

    static final String RELEASE = "jd";
    private static final String KUBERNETES = "1.34.0";
    private static final String HOOK = "helm.sh/hook";
    private static final String NO_HOOK = "no-" + HOOK;
    private static final Path SOURCE = Path.of("chart");
    private static final Path INSTALLATION = Path.of("src/test/resources/installation.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The chart as it would be packaged: with the files that it links to. Made once, for Helm remarks on every link each time. */
    private static final Path PACKAGED = packaged();

    /** The same chart whose hooks are ordinary objects: {@code helm template} from Java leaves hooks out, and they are to be read too. */
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private final ObjectNode values;

    private Chart(ObjectNode values) {
        this.values = values;
    }

    /** The chart with its own values and nothing given. */
    static Chart untouched() {
        return new Chart(YAML.createObjectNode());
    }

    /** The chart in its default size with all that must be given. */
    static Chart installed() {
        return untouched().with(read(INSTALLATION));
    }

    /** The chart of the given size, one of its values files, with all that must be given. */
    static Chart installed(String sizeFile) {
        return untouched().with(read(SOURCE.resolve(sizeFile))).with(read(INSTALLATION));
    }

    /** This chart with more values on top, as YAML. */
    Chart with(String yaml) {
        try {
            return with(YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Chart with(JsonNode more) {
        var merged = values.deepCopy();
        merge(merged, more);
        return new Chart(merged);
    }

    /** The rendered manifests as text; throws with Helm's message when a value is missing or refused. */
    String manifests() {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                YAML.writeValue(file.toFile(), values);
                return new Helm(WITHOUT_HOOKS)
                        .template()
                        .withName(RELEASE)
                        .withNamespace("jiedui")
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call()
                        .replace(NO_HOOK, HOOK);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rendered objects, strictly read. */
    List<HasMetadata> objects() {
        return StrictManifests.read(manifests());
    }

    /** What {@code helm lint --strict} says about a chart whose own values are these. */
    LintResult lint() {
        try {
            var copy = Files.createTempDirectory("chart");
            copy(PACKAGED, copy);
            var own = copy.resolve("values.yaml").toFile();
            var all = (ObjectNode) YAML.readTree(own);
            merge(all, values);
            YAML.writeValue(own, all);
            var lint = new Helm(copy).lint().strict().call();
            delete(copy);
            return lint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packaged() {
        return freshCopy(SOURCE, Path.of("target", "chart"));
    }

    private static Path withoutHooks() {
        var chart = freshCopy(PACKAGED, Path.of("target", "chart-without-hooks"));
        try (var templates = Files.walk(chart.resolve("templates"))) {
            for (var template : templates.filter(Files::isRegularFile).toList()) {
                Files.writeString(template, Files.readString(template).replace(HOOK, NO_HOOK));
            }
            return chart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path freshCopy(Path chart, Path target) {
        try {
            if (Files.exists(target)) {
                delete(target);
            }
            copy(chart, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, JsonNode more) {
        more.properties().forEach(entry -> {
            var present = into.get(entry.getKey());
            if (present instanceof ObjectNode object && entry.getValue().isObject()) {
                merge(object, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (var path : paths.toList()) {
                var there = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(path, there);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
