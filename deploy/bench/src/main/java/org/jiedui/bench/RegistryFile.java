package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.jiedui.local.Stack;

/** A generated file of households, and its way into the service through the API. */
final class RegistryFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_261_125;

    private final Stack stack;
    private final int households;
    private final Path csv;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RegistryFile(Stack stack, Path folder, int households) throws Exception {
        this.stack = stack;
        this.households = households;
        this.csv = folder.resolve("households-" + households + ".csv");
        if (!Files.exists(csv)) {
            Files.createDirectories(folder);
            var part = folder.resolve("households.part");
            try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
                Generate.write("csv", households, SEED, LocalDate.now(), out);
            }
            Files.move(part, csv);
        }
    }

    long bytes() throws Exception {
        return Files.size(csv);
    }

    void regions() throws Exception {
        regions(households);
    }

    /** The divisions in which so many households live. */
    void regions(long households) throws Exception {
        var out = new ByteArrayOutputStream();
        Generate.write("regions", households, SEED, LocalDate.now(), out);
        run("regions", HttpRequest.BodyPublishers.ofByteArray(out.toByteArray()));
    }

    /** Imports the file to the end of its job; gives the job. */
    JsonNode run() throws Exception {
        return run("households", HttpRequest.BodyPublishers.ofFile(csv));
    }

    private JsonNode run(String kind, HttpRequest.BodyPublisher body) throws Exception {
        var url = stack.serviceUrl("household");
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/household/imports?kind=" + kind + "&mode=apply"))
                        .header("Authorization", "Bearer " + stack.tokens().of("province"))
                        .header("Content-Type", "text/csv; charset=UTF-8")
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("status " + answer.statusCode() + " " + answer.body());
        }
        var location = url + "/api/v1/household/imports/"
                + JSON.readTree(answer.body()).path("id").asText();
        while (true) {
            var job = JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create(location))
                                    .header(
                                            "Authorization",
                                            "Bearer " + stack.tokens().of("province"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            switch (job.path("state").asText()) {
                case "SUCCEEDED" -> {
                    return job;
                }
                case "FAILED", "CANCELLED" -> throw new IllegalStateException("the import failed: " + job);
                // asking costs the service time, too
                default -> TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }
}
