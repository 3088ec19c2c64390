package org.jiedui.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule lets a well-built service pass and fails on a violation that is planted here, compiled in the test. */
class HouseRulesTest {
    private static final String GOOD = "org.jiedui.planted.good";

    private static final List<String> WELL_BUILT = List.of("""
            package ROOT.visit;
            public record Visit(java.util.UUID id, java.time.LocalDate day) {}
            """, """
            package ROOT.visit;
            public final class VisitPolicy {
                public boolean late(Visit visit, java.time.LocalDate today) { return visit.day().isBefore(today); }
            }
            """, """
            package ROOT.visit;
            import org.jiedui.chassis.event.Outbox;
            public class VisitRecording {
                private final Outbox outbox;
                VisitRecording(Outbox outbox) { this.outbox = outbox; }
                @jakarta.transaction.Transactional
                public Visit record(Visit visit) { outbox.append(java.util.List.of()); return visit; }
            }
            """, """
            package ROOT.visit.api;
            import jakarta.ws.rs.*;
            @Path("/visits")
            public class VisitResource {
                private final ROOT.visit.VisitRecording recording;
                VisitResource(ROOT.visit.VisitRecording recording) { this.recording = recording; }
                @POST @org.jiedui.chassis.idempotency.Idempotent
                public jakarta.ws.rs.core.Response record(VisitView view) { recording.record(null); return null; }
            }
            """, """
            package ROOT.visit.api;
            public record VisitView(String id) {}
            """, """
            package ROOT.plan;
            public sealed interface PlanEvent { record Made(ROOT.visit.Visit visit) implements PlanEvent {} }
            """);

    /** Rule and the planted violations of it, each a service of its own. */
    private static final Map<String, List<String>> PLANTED = Map.ofEntries(
            Map.entry("rootsKnowNoEdge", List.of("""
                            package ROOT.visit;
                            public class VisitRecording { jakarta.ws.rs.core.Response record() { return null; } }
                            """, """
                            package ROOT.visit;
                            public class VisitRecording { org.apache.kafka.clients.producer.Producer<?, ?> kafka; }
                            """)),
            Map.entry("policiesArePure", List.of("""
                            package ROOT.visit;
                            public class VisitPolicy { org.jiedui.chassis.time.TimeSource time; }
                            """, """
                            package ROOT.visit;
                            public class VisitPolicy { jakarta.persistence.EntityManager entities; }
                            """)),
            Map.entry("valuesAndEventsArePlain", List.of("""
                            package ROOT.visit;
                            public record Visit(io.vertx.core.json.JsonObject json) {}
                            """)),
            Map.entry("edgesAreLeaves", List.of("""
                            package ROOT.visit.api;
                            public record VisitView(String id) { record Used(ROOT.visit.messaging.HouseholdConsumer c) {} }
                            """ + "//NEXT\n" + """
                            package ROOT.visit.messaging;
                            public class HouseholdConsumer {}
                            """)),
            Map.entry("featuresHaveNoCycles", List.of("""
                            package ROOT.visit;
                            public class Visit { ROOT.plan.Plan plan; }
                            """ + "//NEXT\n" + """
                            package ROOT.plan;
                            public class Plan { ROOT.visit.Visit visit; }
                            """)),
            Map.entry("pathsAreOnResources", List.of("""
                            package ROOT.visit.api;
                            @jakarta.ws.rs.Path("/visits") public class VisitEndpoint {}
                            """, """
                            package ROOT.visit;
                            @jakarta.ws.rs.Path("/visits") public class VisitResource {}
                            """)),
            Map.entry("transactionsAreInUseCases", List.of("""
                            package ROOT.visit.api;
                            public class VisitResource { @jakarta.transaction.Transactional public void record() {} }
                            """, """
                            package ROOT.visit;
                            @jakarta.transaction.Transactional public class VisitRepository {}
                            """)),
            Map.entry("edgesAnnounceNothing", List.of("""
                            package ROOT.visit.api;
                            public class VisitResource { org.jiedui.chassis.event.Outbox outbox; }
                            """)),
            Map.entry("servicesAreApart", List.of("""
                            package ROOT.visit;
                            public class Visiting { org.jiedui.planted.good.visit.Visit foreign; }
                            """)),
            Map.entry("timeAndIdsAreGiven", List.of("""
                            package ROOT.visit;
                            public class Visiting { Object now() { return java.time.Instant.now(); } }
                            """, """
                            package ROOT.visit;
                            public class Visiting { Object today() { return java.time.LocalDate.now(java.time.ZoneOffset.UTC); } }
                            """, """
                            package ROOT.visit;
                            public class Visiting {
                                java.util.function.Supplier<java.util.UUID> ids = java.util.UUID::randomUUID;
                            }
                            """, """
                            package ROOT.visit;
                            public class Visiting { long now() { return System.currentTimeMillis(); } }
                            """, """
                            package ROOT.visit;
                            public class Visiting { Object now() { return new java.util.Date(); } }
                            """)),
            Map.entry("postsAreIdempotent", List.of("""
                            package ROOT.visit.api;
                            public class VisitResource { @jakarta.ws.rs.POST public void record() {} }
                            """, """
                            package ROOT.visit.api;
                            public class VisitResource {
                                @jakarta.ws.rs.POST @org.jiedui.chassis.idempotency.Idempotent public void record() {}
                            }
                            """)),
            Map.entry("namesSayWhatThingsAre", List.of("""
                            package ROOT.visit;
                            public class VisitService {}
                            """, """
                            package ROOT.visit;
                            public class VisitDto {}
                            """, """
                            package ROOT.visit;
                            public abstract class AbstractVisit {}
                            """)),
            Map.entry("interfacesHaveSeveralImplementations", List.of("""
                            package ROOT.visit;
                            public interface Visits { class Stored implements Visits {} }
                            """)),
            Map.entry("configurationHasOneHome", List.of("""
                            package ROOT.visit;
                            public class Visiting {
                                @org.eclipse.microprofile.config.inject.ConfigProperty(name = "days") int days;
                            }
                            """)),
            Map.entry("nothingIsPrinted", List.of("""
                            package ROOT.visit;
                            public class Visiting { void say() { System.out.println("visited"); } }
                            """, """
                            package ROOT.visit;
                            public class Visiting { void say(Exception e) { e.printStackTrace(); } }
                            """)));

    @TempDir
    static Path folder;

    static List<String> rules() {
        return List.copyOf(PLANTED.keySet());
    }

    @BeforeAll
    static void plant() throws IOException {
        var files = new ArrayList<Path>();
        for (var source : WELL_BUILT) {
            files.add(write(source, GOOD));
        }
        for (var plants : PLANTED.entrySet()) {
            for (int i = 0; i < plants.getValue().size(); i++) {
                for (var source : plants.getValue().get(i).split("//NEXT\n")) {
                    files.add(write(source, root(plants.getKey(), i)));
                }
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var compiled = compiler.getTask(
                            null,
                            manager,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    folder.resolve("classes").toString(),
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as("plants compile").isTrue();
        }
    }

    @Test
    void passes_whenAServiceIsWellBuilt() {
        assertThatCode(() -> rulesFor(GOOD).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void fails_whenTheRuleIsBroken(String rule) {
        for (int i = 0; i < PLANTED.get(rule).size(); i++) {
            var planted = rulesFor(root(rule, i));
            assertThatThrownBy(() -> planted.check(rule))
                    .as(PLANTED.get(rule).get(i))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void passes_whenTheChassisItselfIsChecked() {
        HouseRules.of("org.jiedui.chassis")
                .check(
                        "servicesAreApart",
                        "timeAndIdsAreGiven",
                        "postsAreIdempotent",
                        "namesSayWhatThingsAre",
                        "nothingIsPrinted");
    }

    @Test
    void isProvedByAPlant_whateverTheRule() {
        Set<String> all = new TreeSet<>(rulesFor(GOOD).rules().keySet());

        assertThat(all).isEqualTo(new TreeSet<>(PLANTED.keySet()));
    }

    private static String root(String rule, int plant) {
        return "org.jiedui.planted." + rule.toLowerCase(java.util.Locale.ROOT) + plant;
    }

    private static HouseRules rulesFor(String root) {
        var classes = folder.resolve("classes").resolve(root.replace('.', '/'));
        return HouseRules.on(root, new ClassFileImporter().importPath(classes));
    }

    private static Path write(String template, String root) throws IOException {
        var source = template.replace("ROOT", root);
        var packageName = find("package ([\\w.]+);", source);
        var className = find("(?:class|record|interface) (\\w+)", source);
        var file = folder.resolve("sources/" + packageName.replace('.', '/') + "/" + className + ".java");
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve("classes"));
        return Files.writeString(file, source);
    }

    private static String find(String pattern, String source) {
        var matcher = Pattern.compile(pattern).matcher(source);
        assertThat(matcher.find()).as(source).isTrue();
        return matcher.group(1);
    }
}
