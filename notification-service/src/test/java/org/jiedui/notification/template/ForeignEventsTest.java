package org.jiedui.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiedui.notification.audience.EventData;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What this service believes of foreign events, against the examples that their producers promise. */
@Tag("NO-02")
class ForeignEventsTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Path ROOT =
            Path.of(System.getProperty("jiedui.root", "..")).toAbsolutePath();

    private static final Set<EventType> HOUSEHOLDLESS =
            Set.of(EventType.VISIT_QUESTION_CHANGED, EventType.REGION_CHANGED, EventType.VILLAGE_PROFILE_CHANGED);
    private static final Pattern ADDRESS = Pattern.compile("address: (jiedui\\.[a-z.-]+)");

    private final Variables variables = new Variables(MAPPER, new CodeLabels());

    @Test
    void shipsWordsForEveryTypeOnEveryChannel_withVariablesThatItsSampleHas() throws IOException {
        var used = usedVariables();

        for (var type : EventType.values()) {
            for (var channel : List.of(TextChannel.INBOX, TextChannel.EMAIL)) {
                var names = used.get(type.eventName() + " " + channel);
                assertThat(names).as(type + " " + channel).isNotNull();
                assertThat(variables.of(type)).as(type + " " + channel).containsAll(names);
            }
        }
    }

    /** Properties whose schema only says that they are codes, with the producer's list of them. */
    private static final Map<String, String> LISTS = Map.of(
            "category", "household-service/src/main/java/org/jiedui/household/request/RequestCategory.java",
            "causes", "household-service/src/main/java/org/jiedui/household/registration/Cause.java",
            "needs", "household-service/src/main/java/org/jiedui/household/registration/Need.java",
            "risks", "household-service/src/main/java/org/jiedui/household/risk/Risk.java",
            "measure", "household-service/src/main/java/org/jiedui/household/plan/MeasureCategory.java",
            "kind", "pairing-service/src/main/java/org/jiedui/pairing/helper/HelperKind.java",
            "reason", "pairing-service/src/main/java/org/jiedui/pairing/pairing/PairingReason.java");

    @Test
    void hasAWordInBothLanguagesForEveryCodeThatAServiceSends() throws IOException {
        var sent = new TreeSet<String>();
        for (var context : List.of("household", "pairing", "evaluation")) {
            try (var schemas = Files.list(ROOT.resolve(context + "-service/contracts/events"))) {
                for (var schema : schemas.toList()) {
                    codes("", MAPPER.readTree(schema.toFile()), sent);
                }
            }
        }
        var constant = Pattern.compile("(?m)^    ([A-Z][A-Z_]+)(?=[(,;]|$)");
        for (var list : LISTS.entrySet()) {
            var found = constant.matcher(Files.readString(ROOT.resolve(list.getValue())));
            while (found.find()) {
                sent.add(list.getKey() + "." + found.group(1));
            }
        }
        for (var programme : List.of(
                "MENTORING",
                "HOUSEHOLD_HELP",
                "VILLAGE_TEAM",
                "TRIO",
                "VILLAGE_ENTERPRISE",
                "RECOVERY_GROUP",
                "ELDERS_FOR_PUPILS")) {
            sent.add("programme." + programme);
        }

        assertThat(sent).hasSizeGreaterThan(150).contains("reason.TERM_OVER", "kind.ARMY", "code.HOUSING_UNSAFE");
        var labels = new CodeLabels();
        assertThat(sent).allSatisfy(name -> {
            var property = name.substring(0, name.indexOf('.'));
            var code = name.substring(property.length() + 1);
            assertThat(labels.label(property, code, true)).isNotBlank().isNotEqualTo(code);
            assertThat(labels.label(property, code, false)).isNotBlank().isNotEqualTo(code);
        });
    }

    private static void codes(String property, JsonNode schema, Set<String> into) {
        if (schema.isMissingNode()) {
            return;
        }
        schema.path("enum").forEach(code -> {
            if (!code.isNull()) {
                into.add(property + "." + code.asText());
            }
        });
        codes(property, schema.path("items"), into);
        schema.path("properties").properties().forEach(field -> codes(field.getKey(), field.getValue(), into));
    }

    @Test
    @Tag("NO-01")
    void hasADecisionForEverythingThatAServiceAnnounces() throws IOException {
        for (var context : List.of("household", "pairing", "evaluation")) {
            var contracts = ROOT.resolve(context + "-service/contracts");
            try (var schemas = Files.list(contracts.resolve("events"))) {
                for (var name : schemas.map(file -> file.getFileName().toString())
                        .map(file -> file.replace(".v1.schema.json", ""))
                        .sorted()
                        .toList()) {
                    assertThat(EventType.named(name))
                            .as("no decision who hears of " + name
                                    + ": add it to EventType, AudiencePolicy and a migration" + " with its words")
                            .hasValueSatisfying(
                                    type -> assertThat(type.context()).isEqualTo(context));
                }
            }
            var address = ADDRESS.matcher(Files.readString(contracts.resolve("asyncapi.yaml")));
            while (address.find()) {
                if (address.group(1).startsWith("jiedui." + context)) {
                    assertThat(EventType.topics()).as("topics that are read").contains(address.group(1));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> readsTheProducersExamples() throws IOException {
        var used = usedVariables();
        return EventType.foreign().stream()
                .filter(type -> Files.exists(example(type)))
                .map(type -> DynamicTest.dynamicTest(type.eventName(), () -> {
                    var example = MAPPER.readTree(example(type).toFile());
                    var data = MAPPER.treeToValue(example, EventData.class);
                    var known = variables.values(example.toString(), true).keySet();
                    assertThat(known).containsAll(keysWithoutParents(used.get(type.eventName() + " INBOX"), example));
                    assertThat(example.path("region").isMissingNode()
                                    && !type.topic().endsWith("visit"))
                            .isFalse();
                    whatThePolicyNeeds(type, data);
                }));
    }

    private static void whatThePolicyNeeds(EventType type, EventData data) {
        if (type == EventType.CHANGE_REQUESTED
                || type == EventType.CHANGE_DECIDED
                || type == EventType.ATTENDANCE_WARNED) {
            assertThat(data.pairingId()).isNotNull();
            assertThat(data.sides()).isNotEmpty();
            assertThat(data.aboutHousehold()).isEqualTo("HOUSEHOLD".equals(data.helpedKind()));
        } else if (type.topic().equals("jiedui.pairing.pairing")) {
            assertThat(data.pairingId()).isNotNull();
            assertThat(data.helper().id()).isNotNull();
            assertThat(data.helped().id()).isNotNull();
            assertThat(data.helped().kind()).isNotBlank();
            assertThat(data.version()).isNotNull();
        } else if (type == EventType.VISIT_RECORDED) {
            assertThat(data.householdIds()).isNotEmpty();
        } else if (HOUSEHOLDLESS.contains(type)) {
            assertThat(data.households()).isEmpty();
        } else if (type.context().equals("household")) {
            assertThat(data.householdId() != null || type.topic().endsWith("request"))
                    .isTrue();
        } else if (type.topic().equals("jiedui.pairing.helper")) {
            assertThat(data.helperId()).isNotNull();
        } else if (type == EventType.TEAM_LEADER_CHANGED) {
            assertThat(data.teamId()).isNotNull();
            assertThat(data.sides()).contains(data.leaderAccount());
        } else if (type.topic().equals("jiedui.evaluation.task")) {
            assertThat(data.account() != null || data.assigneeRole() != null).isTrue();
            assertThat(data.cycleId()).isNotNull();
        } else if (type.topic().equals("jiedui.evaluation.cycle")) {
            assertThat(data.cycleId()).isNotNull();
        } else if (type.topic().equals("jiedui.evaluation.appeal")) {
            assertThat(data.concerned()).isNotNull();
        } else if (type.topic().equals("jiedui.evaluation.honour")) {
            assertThat(data.holderId()).isNotNull();
            assertThat(data.holderKind()).isNotBlank();
        }
    }

    /** A nested variable is not asked for where its parent may be null. */
    private static Set<String> keysWithoutParents(Set<String> names, JsonNode example) {
        var asked = new HashSet<String>();
        for (var name : names) {
            var parent = name.contains(".") ? example.path(name.substring(0, name.indexOf('.'))) : example;
            if (!parent.isNull()) {
                asked.add(name);
            }
        }
        return asked;
    }

    private static Path example(EventType type) {
        return ROOT.resolve(type.context() + "-service/contracts/examples/" + type.eventName() + ".v1.json");
    }

    /** Variables by "type channel", as the migration ships them. */
    private static Map<String, Set<String>> usedVariables() throws IOException {
        var row = Pattern.compile("\\(UNHEX\\('[0-9a-f]{32}'\\), '([a-z-]+)', '([A-Z]+)', (?:1, )?(.*)\\)[,;]?");
        var variable = Pattern.compile("\\{([a-zA-Z.]+)}");
        var used = new HashMap<String, Set<String>>();
        var shipped = new StringBuilder();
        for (var migration : List.of(
                "V002__seed_templates",
                "V010__seed_templates_of_later_events",
                "V015__words_of_appeals_honours_and_changes",
                "V060__tell_of_removed_devices",
                "V069__tell_of_new_leaders",
                "V070__tell_of_answers",
                "V074__tell_of_extensions",
                "V075__tell_of_changed_pairings",
                "V079__tell_of_objections")) {
            try (var stream = ForeignEventsTest.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
                shipped.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        var rows = row.matcher(shipped);
        while (rows.find()) {
            var names = new TreeSet<String>();
            var found = variable.matcher(rows.group(3));
            while (found.find()) {
                names.add(found.group(1));
            }
            used.put(rows.group(1) + " " + rows.group(2), names);
        }
        return used;
    }
}
