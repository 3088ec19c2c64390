package org.jiedui.chassis.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;

/** Compares what a service does with what its {@code contracts} folder promises. */
public final class Contracts {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path ROOT =
            Path.of(System.getProperty("jiedui.root", ".")).toAbsolutePath();

    private Contracts() {}

    /**
     * Compares the served OpenAPI document (YAML) with {@code <service>/contracts/openapi.yaml}. A difference fails; with
     * {@code -Dcontracts.update=true} a compatible difference is written to the file, and {@code
     * -Dcontracts.breaking=true} is needed on top for one that would break clients.
     *
     * @param service folder, such as {@code household-service}
     */
    public static void openApi(String service, String served) {
        var file = contracts(service).resolve("openapi.yaml");
        try {
            if (!Files.exists(file)) {
                update(file, served, "there is no " + file + " yet");
                return;
            }
            var promised = Files.readString(file);
            if (promised.equals(served)) {
                return;
            }
            var difference = OpenApiCompare.fromContents(defined(promised), defined(served));
            if (difference.isIncompatible() && !Boolean.getBoolean("contracts.breaking")) {
                throw new AssertionError("the API breaks clients of " + file + ": missing "
                        + difference.getMissingEndpoints() + ", changed "
                        + difference.getChangedOperations().stream()
                                .filter(o -> o.isIncompatible())
                                .map(o -> o.getHttpMethod() + " " + o.getPathUrl())
                                .toList());
            }
            update(file, served, "the API is not what " + file + " says");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Services only name their security scheme, the gateway's document defines it; the comparison wants a definition. */
    private static String defined(String document) {
        return document.contains("securitySchemes:")
                ? document
                : document.replaceFirst(
                        "(?m)^components:$",
                        "components:\n  securitySchemes:\n    SecurityScheme:\n      type: http\n      scheme: bearer");
    }

    private static void update(Path file, String served, String complaint) throws IOException {
        if (!Boolean.getBoolean("contracts.update")) {
            throw new AssertionError(complaint + "; run with -Dcontracts.update=true to write it");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, served);
    }

    /** The producer's example of an event, such as {@code household-registered.v1}, checked against its schema. */
    public static byte[] example(String service, String event) {
        var file = contracts(service).resolve("examples").resolve(event + ".json");
        try {
            var example = Files.readAllBytes(file);
            conforms(service, event, example);
            return example;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that an event's data conform to the schema that the service promises for it. */
    public static void conforms(String service, String event, byte[] data) {
        var schema = contracts(service).resolve("events").resolve(event + ".schema.json");
        try {
            var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(schema), InputFormat.JSON)
                    .validate(new String(data, java.nio.charset.StandardCharsets.UTF_8), InputFormat.JSON);
            if (!errors.isEmpty()) {
                throw new AssertionError(event + " does not conform to " + schema + ": " + errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all events that a service has schemas for, such as {@code household-registered.v1}. */
    public static List<String> events(String service) {
        try (var files = Files.list(contracts(service).resolve("events"))) {
            return files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads JSON. */
    public static JsonNode json(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path contracts(String service) {
        return ROOT.resolve(service).resolve("contracts");
    }
}
