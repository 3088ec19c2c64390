package org.jiedui.evaluation.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Assignment;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Subject;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Surroundings;
import org.jiedui.evaluation.cycle.CyclePlan.PlannedPath;
import org.jiedui.evaluation.cycle.CyclePlan.ScoringFigures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-03")
class AssignmentPolicyTest {
    private static final UUID HELPER = UUID.randomUUID();

    private static CyclePlan plan(PlannedPath... paths) {
        return new CyclePlan(
                List.of(),
                List.of(paths),
                new ScoringFigures(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, 1, 5, null, 5));
    }

    private static PlannedPath path(SubjectRole role, EvaluationPath path) {
        return path(role, path, null);
    }

    private static PlannedPath path(SubjectRole role, EvaluationPath path, String assigneeRole) {
        return new PlannedPath(role, path, 10, 2, UUID.randomUUID(), "T", 1, assigneeRole);
    }

    private static final CyclePlan HELP = plan(
            path(SubjectRole.HELPER, EvaluationPath.HOUSEHOLD),
            path(SubjectRole.HELPER, EvaluationPath.UNIT),
            path(SubjectRole.HELPER, EvaluationPath.OFFICE));
    private static final CyclePlan MENTORING = plan(
            path(SubjectRole.MENTOR, EvaluationPath.PARTNER),
            path(SubjectRole.MENTOR, EvaluationPath.SELF),
            path(SubjectRole.MENTOR, EvaluationPath.OFFICE),
            path(SubjectRole.MENTEE, EvaluationPath.PARTNER),
            path(SubjectRole.MENTEE, EvaluationPath.SELF),
            path(SubjectRole.MENTEE, EvaluationPath.PEERS));

    private static PairingFact fact(String helpedKind, UUID helped, String account, String region) {
        return new PairingFact(
                UUID.randomUUID(),
                "P",
                region,
                "ACTIVE",
                HELPER,
                "helper",
                "县农业农村局",
                helpedKind,
                helped,
                account,
                region,
                LocalDate.parse("2026-01-01"),
                null,
                1);
    }

    private static List<Assignment> tasks(CyclePlan plan, List<PairingFact> facts) {
        return tasks(plan, facts, Surroundings.NONE);
    }

    private static List<Assignment> tasks(CyclePlan plan, List<PairingFact> facts, Surroundings around) {
        var subjects = AssignmentPolicy.subjects(plan, facts).stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
        return AssignmentPolicy.tasks(plan, facts, subjects, around);
    }

    @Test
    void asksEveryHouseholdThroughItsVillageClerk_butUnitAndOfficeOnce() {
        var tasks = tasks(
                HELP,
                List.of(
                        fact("HOUSEHOLD", UUID.randomUUID(), null, "330523104201"),
                        fact("HOUSEHOLD", UUID.randomUUID(), null, "330523104201")));

        assertThat(tasks)
                .extracting(t -> t.path() + " " + t.assigneeRole() + " " + t.region())
                .containsExactlyInAnyOrder(
                        "HOUSEHOLD village-clerk 330523104201",
                        "HOUSEHOLD village-clerk 330523104201",
                        "UNIT township-officer 330523104",
                        "OFFICE county-officer 330523");
    }

    @Test
    void makesNoTask_whereTheRegionHasNoSuchLevel() {
        var tasks = tasks(HELP, List.of(fact("HOUSEHOLD", UUID.randomUUID(), null, "330523")));

        assertThat(tasks).extracting(Assignment::path).containsExactly(EvaluationPath.OFFICE);
    }

    @Test
    void letsMentorAndMenteesEvaluateEachOther_themselvesAndTheirPeers() {
        var a = UUID.randomUUID();
        var b = UUID.randomUUID();
        var tasks = tasks(MENTORING, List.of(fact("MENTEE", a, "a", "330523"), fact("MENTEE", b, "b", "330523")));

        assertThat(tasks)
                .extracting(t -> t.subject().role() + " " + t.path() + " by "
                        + (t.account() == null ? t.assigneeRole() : t.account()) + " about "
                        + (t.subject().id().equals(HELPER)
                                ? "helper"
                                : t.subject().id().equals(a) ? "a" : "b"))
                .containsExactlyInAnyOrder(
                        "MENTOR PARTNER by a about helper",
                        "MENTOR PARTNER by b about helper",
                        "MENTOR SELF by helper about helper",
                        "MENTOR OFFICE by county-officer about helper",
                        "MENTEE PARTNER by helper about a",
                        "MENTEE PARTNER by helper about b",
                        "MENTEE SELF by a about a",
                        "MENTEE SELF by b about b",
                        "MENTEE PEERS by b about a",
                        "MENTEE PEERS by a about b");
    }

    /** Any group: no two tasks for one duty, nobody is his own peer, no more peers than planned, order does not matter. */
    @Test
    void keepsItsInvariants_forAnyGroup() {
        for (var seed = 1L; seed <= 200; seed++) {
            var random = new Random(seed);
            var facts = new ArrayList<PairingFact>();
            for (var i = random.nextInt(8) + 1; i > 0; i--) {
                facts.add(fact("MENTEE", new UUID(0, random.nextInt(6)), "m" + i, "330523"));
            }
            var tasks = tasks(MENTORING, facts);
            var keys = tasks.stream().map(Assignment::key).toList();
            Collections.shuffle(facts, random);

            assertThat(keys).doesNotHaveDuplicates();
            assertThat(tasks(MENTORING, facts).stream().map(Assignment::key))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(keys);
            var peers = tasks.stream()
                    .filter(t -> t.path() == EvaluationPath.PEERS)
                    .collect(Collectors.groupingBy(t -> t.subject().id()));
            peers.forEach((mentee, about) -> {
                assertThat(about).hasSizeLessThanOrEqualTo(2);
                assertThat(about).noneMatch(t -> t.evaluator().equals(mentee));
            });
        }
    }

    @Test
    void givesAMenteesUnitATask_whereTheRulesHaveThatPath() {
        var plan = plan(path(SubjectRole.MENTEE, EvaluationPath.UNIT));
        var facts = List.of(fact("MENTEE", UUID.randomUUID(), "mentee", "330523104"));

        assertThat(tasks(plan, facts)).singleElement().satisfies(task -> {
            assertThat(task.assigneeRole()).isEqualTo("township-officer");
            assertThat(task.region()).isEqualTo("330523104");
            assertThat(task.subject().role()).isEqualTo(SubjectRole.MENTEE);
        });
    }

    @Test
    void asksVillageHouseholdsAndOfficesAboveAboutATeam() {
        var team = plan(
                path(SubjectRole.TEAM, EvaluationPath.PARTNER),
                path(SubjectRole.TEAM, EvaluationPath.HOUSEHOLD),
                path(SubjectRole.TEAM, EvaluationPath.UNIT),
                path(SubjectRole.TEAM, EvaluationPath.OFFICE),
                path(SubjectRole.TEAM, EvaluationPath.SUPERVISOR));
        var village = List.of(fact("VILLAGE", UUID.randomUUID(), null, "330523104201"));
        // of three households two are asked: those whose random half is the smallest
        var households = List.of(new UUID(1, 30), new UUID(9, 10), new UUID(5, 20));

        var tasks = tasks(
                team,
                village,
                new Surroundings(
                        Map.of("330523104201", households, "330523104202", List.of(new UUID(0, 0))), Map.of()));

        assertThat(tasks).allSatisfy(t -> assertThat(t.subject().role()).isEqualTo(SubjectRole.TEAM));
        assertThat(tasks)
                .extracting(t -> t.path() + " " + t.assigneeRole() + " " + t.region())
                .containsExactlyInAnyOrder(
                        "PARTNER village-clerk 330523104201",
                        "HOUSEHOLD village-clerk 330523104201",
                        "HOUSEHOLD village-clerk 330523104201",
                        "UNIT township-officer 330523104",
                        "OFFICE county-officer 330523",
                        "SUPERVISOR province-officer 33");
        assertThat(tasks)
                .filteredOn(t -> t.path() == EvaluationPath.HOUSEHOLD)
                .extracting(Assignment::evaluator)
                .containsExactly(new UUID(9, 10), new UUID(5, 20));
    }

    @Test
    void asksTheUnitThatSentTheHelper_byItsLevel_butNobodyAboutAMentee() {
        var plan = plan(
                path(SubjectRole.MENTOR, EvaluationPath.SENDING_UNIT),
                path(SubjectRole.MENTEE, EvaluationPath.SENDING_UNIT),
                path(SubjectRole.MENTEE, EvaluationPath.UNIT));
        var facts = List.of(fact("MENTEE", UUID.randomUUID(), "mentee", "330523104"));

        for (var each : List.of(
                List.of("VILLAGE", "330523104201", "village-clerk 330523104201"),
                List.of("TOWNSHIP", "330523104", "township-officer 330523104"),
                List.of("COUNTY", "330521", "county-officer 330521"),
                List.of("PREFECTURE", "3305", "province-officer 33"),
                List.of("PROVINCE", "33", "province-officer 33"))) {
            var unit = new HelperUnit(HELPER, each.get(0), each.get(1));
            assertThat(tasks(plan, facts, new Surroundings(Map.of(), Map.of(HELPER, unit))))
                    .extracting(t -> t.path() + " " + t.assigneeRole() + " " + t.region())
                    .containsExactlyInAnyOrder("SENDING_UNIT " + each.get(2), "UNIT township-officer 330523104");
        }
        assertThat(tasks(plan, facts)).extracting(Assignment::path).containsExactly(EvaluationPath.UNIT);
    }

    @Test
    void letsTheRoleThatARuleNamesAnswer() {
        var plan = plan(path(SubjectRole.HELPER, EvaluationPath.SUPERVISOR, "county-officer"));

        assertThat(tasks(plan, List.of(fact("HOUSEHOLD", UUID.randomUUID(), null, "330523104201"))))
                .extracting(t -> t.assigneeRole() + " " + t.region())
                .containsExactly("county-officer 330523");
    }
}
