package org.jiedui.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dashboards, alerts and the runbook that they lead to. */
@Tag("OP-03")
class ObservabilityTest {

    private static final Path OBSERVABILITY = Path.of("../observability");
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");
    private static final Pattern RUNBOOK_LINK = Pattern.compile("deploy/docs/runbook\\.md#([a-z0-9-]+)");

    /** All that Prometheus knows of us: the services, the gateway, the runtime, the cluster's own exporter; and what we record. */
    private static final Pattern METRIC = Pattern.compile(
            "\\b((?:http_server_|jiedui_|jiedui:|gateway_|agroal_|jvm_|process_cpu|system_cpu|kube_)[a-z0-9_:]+)");

    private static final Set<String> KNOWN = Set.of(
            "http_server_requests_seconds_count",
            "http_server_requests_seconds_bucket",
            "jiedui_outbox_backlog",
            "jiedui_outbox_age_seconds",
            "jiedui_consumer_lag",
            "jiedui_consumer_silence_seconds",
            "jiedui_consumer_dead_letters_total",
            "jiedui_feed_pending",
            "jiedui_jobs_running",
            "gateway_upstream_requests",
            "gateway_upstream_streams",
            "gateway_upstream_circuit_open",
            "gateway_refusals_total",
            "gateway_client_requests_total",
            "agroal_active_count",
            "agroal_awaiting_count",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_pause_seconds_sum",
            "process_cpu_usage",
            "system_cpu_count",
            "kube_pod_container_status_restarts_total",
            "kube_job_failed",
            "kube_horizontalpodautoscaler_status_desired_replicas",
            "kube_horizontalpodautoscaler_spec_max_replicas");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    @Test
    void everyAlertSaysWhatHappenedHowBadItIsAndWhatToDo() throws IOException {
        var anchors = anchorsOf(Files.readString(RUNBOOK));

        for (var alert : alerts()) {
            var name = alert.path("alert").asText();
            assertThat(alert.path("expr").asText()).as(name).isNotBlank();
            assertThat(alert.path("labels").path("severity").asText()).as(name).isIn("page", "ticket");
            assertThat(alert.path("annotations").path("summary").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(alert.path("annotations").path("description").asText())
                    .as(name)
                    .isNotBlank();
            var link = RUNBOOK_LINK.matcher(
                    alert.path("annotations").path("runbook_url").asText());
            assertThat(link.matches()).as("%s has a runbook link", name).isTrue();
            assertThat(anchors).as(name).contains(link.group(1));
        }
    }

    @Test
    void alertsHaveDifferentNames() throws IOException {
        assertThat(alerts())
                .extracting(alert -> alert.path("alert").asText())
                .hasSizeGreaterThanOrEqualTo(10)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPanelHasItsPlaceAndAsksForSomething() throws IOException {
        for (var dashboard : dashboards()) {
            assertThat(dashboard.path("uid").asText()).isNotBlank();
            assertThat(dashboard.path("title").asText()).isNotBlank();
            var ids = new HashSet<Integer>();
            for (var panel : dashboard.path("panels")) {
                var title = panel.path("title").asText();
                assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
                var place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt())
                        .as(title)
                        .isBetween(1, 24);
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.path("targets")).as(title).isNotEmpty();
                }
            }
        }
    }

    @Test
    void dashboardsAndAlertsAskForMetricsThatExist() throws IOException {
        var recorded = rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());
        var asked = new ArrayList<String>();
        rules().forEach(rule -> asked.add(rule.path("expr").asText()));
        dashboards()
                .forEach(dashboard ->
                        dashboard.findValues("expr").forEach(expression -> asked.add(expression.asText())));

        for (var expression : asked) {
            assertThat(METRIC.matcher(expression).results().map(found -> found.group(1)))
                    .as(expression)
                    .allMatch(metric -> KNOWN.contains(metric) || recorded.contains(metric));
        }
    }

    @Test
    @Tag("OP-11")
    void runbookCoversTheKnownTroublesAndSaysWhatWasTried() throws IOException {
        var runbook = Files.readString(RUNBOOK);

        assertThat(anchorsOf(runbook))
                .contains(
                        "outbox-backlog",
                        "relay-lease-stuck",
                        "dead-letters",
                        "consumer-lag",
                        "mysql-is-down",
                        "kafka-is-down",
                        "the-identity-provider-is-down",
                        "service-restarts-again-and-again",
                        "migration-failed",
                        "key-rotation",
                        "backup-and-restore",
                        "upgrade-and-rollback",
                        "scaling");
        var paragraphs = runbook.split("(?m)^## ");
        for (var i = 1; i < paragraphs.length; i++) {
            assertThat(paragraphs[i]).as("says what was tried").containsPattern("\\*Tried(:\\*|\\* )");
        }
    }

    private static Set<String> anchorsOf(String markdown) {
        return Pattern.compile("(?m)^#{2,4} (.+)$")
                .matcher(markdown)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> alerts() throws IOException {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static List<JsonNode> rules() throws IOException {
        var file = new YAMLMapper()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .readTree(OBSERVABILITY.resolve("alerts.yaml").toFile());
        var rules = new ArrayList<JsonNode>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (var files = Files.newDirectoryStream(OBSERVABILITY.resolve("dashboards"), "*.json")) {
            var dashboards = new ArrayList<JsonNode>();
            for (var file : StreamSupport.stream(files.spliterator(), false).toList()) {
                dashboards.add(JSON.readTree(file.toFile()));
            }
            assertThat(dashboards).isNotEmpty();
            return dashboards;
        }
    }
}
