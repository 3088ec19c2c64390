package org.jiedui.pairing.matching.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.MatchingPolicy;
import org.jiedui.pairing.matching.Roads;
import org.jiedui.pairing.matching.RuleBook;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.matching.engine.Assignment;
import org.jiedui.pairing.matching.engine.AssignmentRepair;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.AssignmentVerifier;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-14")
class MatchingPlanTest {
    private static final String VILLAGE = "330523104201";
    private static final Demand DEMAND = new Demand("PRIMARY", LocalDate.of(2026, 1, 1), null, List.of(), List.of());

    private final HelperFacts teacher = helper(1, "县教育局", 1, "EDUCATION");
    private final HelperFacts doctor = helper(2, "县卫健局", 1, "MEDICINE");
    private final HelpedFacts pupil = household(11, 1, "EDUCATION");
    private final HelpedFacts patient = household(12, 1, "MEDICINE");

    @Test
    void pairsSkillsWithNeeds_whenEverybodyCouldHelpEverybody() throws InterruptedException {
        var plan = plan(List.of(pupil, patient), List.of(doctor, teacher), Map.of(), List.of(), List.of());
        var found = solve(plan);
        assertThat(found.optimal()).isTrue();
        assertThat(plan.lines(found, List.of()))
                .extracting(line -> line.helper().id())
                .containsExactly(teacher.id(), doctor.id());
    }

    @Test
    void followsTheWeights_whenARuleCountsForNothing() throws InterruptedException {
        var near = new HelperFacts(
                doctor.id(),
                "PERSON",
                doctor.kind(),
                null,
                null,
                doctor.unit(),
                "COUNTY",
                doctor.skills(),
                VILLAGE,
                "330523",
                LocalDate.of(2020, 1, 1),
                null,
                1,
                0,
                false,
                false,
                false,
                false,
                null,
                false,
                List.of(),
                false,
                0,
                null,
                null);
        var skillCounts = plan(List.of(pupil), List.of(near, teacher), Map.of(), List.of(), List.of());
        assertThat(skillCounts
                        .lines(solve(skillCounts), List.of())
                        .get(0)
                        .helper()
                        .id())
                .isEqualTo(teacher.id());
        var skillIsNothing = plan(
                List.of(pupil), List.of(near, teacher), Map.of(MatchRule.SKILL_MEETS_NEED, 0), List.of(), List.of());
        assertThat(skillIsNothing
                        .lines(solve(skillIsNothing), List.of())
                        .get(0)
                        .helper()
                        .id())
                .isEqualTo(near.id());
    }

    @Test
    void keepsLocksAndVetoes_whenOthersWouldBeBetter() throws InterruptedException {
        var lock = List.of(new MatchingPlan.Pair(pupil.id(), doctor.id()));
        var veto = List.of(new MatchingPlan.Pair(patient.id(), teacher.id()));
        var plan = plan(List.of(pupil, patient), List.of(doctor, teacher), Map.of(), lock, veto);
        var lines = plan.lines(solve(plan), lock);
        assertThat(lines.get(0).helper().id()).isEqualTo(doctor.id());
        assertThat(lines.get(0).locked()).isTrue();
        assertThat(lines.get(1).helper()).isNull();
    }

    @Test
    void namesWhatStandsAgainstALock_whenItBreaksARule() {
        var full = helper(3, "县农业农村局", 0, "AGRICULTURE");
        var plan = plan(
                List.of(pupil),
                List.of(full),
                Map.of(),
                List.of(new MatchingPlan.Pair(pupil.id(), full.id())),
                List.of());
        assertThat(plan.contradictions()).hasSize(1);
        assertThat(plan.contradictions().get(0).vetoes()).containsExactly(Veto.CAPACITY_FULL);
    }

    @Test
    void refusesALock_whenNothingIsLeftForIt() {
        var helped = new HelpedFacts("HOUSEHOLD", new UUID(0, 18), VILLAGE, Set.of(), null, 1, List.of("县教育局"));
        var lock = new MatchingPlan.Pair(helped.id(), doctor.id());
        var stranger = new MatchingPlan.Pair(new UUID(0, 19), doctor.id());
        var plan = plan(List.of(helped), List.of(doctor), Map.of(), List.of(lock), List.of());

        assertThat(plan.places()).isEmpty();
        assertThat(plan.contradictions())
                .containsExactly(
                        new MatchingPlan.Contradiction(lock, List.of(), MatchingPlan.Fault.MORE_LOCKS_THAN_PLACES));
        assertThat(new MatchingPlan.Snapshot(List.of(helped), Map.of(), List.of(doctor), Map.of())
                        .unknown(List.of(lock, stranger)))
                .containsExactly(
                        new MatchingPlan.Contradiction(stranger, List.of(), MatchingPlan.Fault.UNKNOWN_HOUSEHOLD));
    }

    @Test
    @Tag("PA-12")
    void refusesTheSecondLock_whenItIsOfTheSameDepartment() {
        var colleague = helper(6, "县 教育局", 1, "EDUCATION");
        var other = helper(7, "县教育局", 1, "LAW");
        var two = household(15, 2, "EDUCATION");
        var locks = List.of(new MatchingPlan.Pair(two.id(), teacher.id()), new MatchingPlan.Pair(two.id(), other.id()));

        assertThat(plan(List.of(two), List.of(teacher, other), Map.of(), locks, List.of())
                        .contradictions())
                .containsExactly(
                        new MatchingPlan.Contradiction(locks.get(1), List.of(), MatchingPlan.Fault.SAME_DEPARTMENT));
        // another name is another department
        var differing = List.of(locks.get(0), new MatchingPlan.Pair(two.id(), colleague.id()));
        assertThat(plan(List.of(two), List.of(teacher, colleague), Map.of(), differing, List.of())
                        .contradictions())
                .isEmpty();
    }

    @Test
    void tellsALockThatNobodyKept_whenThePlaceWentToAPairingThatGoesOn() {
        // the pupil's pairing holds the doctor's only place
        var lock = List.of(new MatchingPlan.Pair(patient.id(), doctor.id()));
        var plan = reordered(List.of(pupil, patient), List.of());

        assertThat(plan.unkept(new Assignment(new int[] {0, -1}, 0, 0, true, false, 0), lock))
                .containsExactly(new MatchingPlan.Contradiction(lock.get(0), List.of(), MatchingPlan.Fault.NOT_KEPT));
        assertThat(plan.unkept(new Assignment(new int[] {-1, 0}, 0, 0, true, false, 0), lock))
                .isEmpty();
    }

    @Test
    void neverPairsATie_whenNobodyElseIsThere() throws InterruptedException {
        var snapshot = new MatchingPlan.Snapshot(
                List.of(pupil), Map.of(), List.of(teacher), Map.of(pupil.id(), Set.of(teacher.id())));
        var plan = new MatchingPlan(snapshot, DEMAND, Map.of(), List.of(), List.of());
        var found = solve(plan);
        var line = plan.lines(found, List.of()).get(0);
        assertThat(line.helper()).isNull();
        assertThat(line.blocked()).containsEntry(Veto.CONFLICT_OF_INTEREST, 1);
        assertThat(plan.whatIf(found).ruleRelaxed()).containsEntry(Veto.CONFLICT_OF_INTEREST, 1);
    }

    @Test
    void saysWhoseFurtherPlaceWouldHelp_whenPlacesAreShort() throws InterruptedException {
        var plan = plan(List.of(pupil, patient), List.of(teacher), Map.of(), List.of(), List.of());
        assertThat(plan.whatIf(solve(plan)).onePlaceMore()).containsEntry(teacher.id(), 1);
    }

    @Test
    void saysThatNobodyLooked_whenTooManyPlacesAreOpen() {
        var many = IntStream.range(0, 501)
                .mapToObj(k -> household(1_000 + k, 1, "LAW"))
                .toList();
        var plan = plan(many, List.of(), Map.of(), List.of(), List.of());
        var nobody = new int[501];
        Arrays.fill(nobody, -1);

        var lines = plan.lines(new Assignment(nobody, 0, 0, true, false, 0), List.of());

        assertThat(lines.get(499).blocked()).isEmpty();
        assertThat(lines.get(500).blocked()).isNull();
    }

    @Test
    void countsOneHouseholdAPlace_whenManyAreOpen() throws InterruptedException {
        var others = List.of(pupil, patient, household(18, 1, "LAW"), household(19, 1, "LAW"));
        var tie = Map.of(
                others.get(2).id(), Set.of(doctor.id()),
                others.get(3).id(), Set.of(doctor.id()));
        var plan = plan(others, List.of(teacher), Map.of(), List.of(), List.of());
        var tied = new MatchingPlan(
                new MatchingPlan.Snapshot(others.subList(2, 4), Map.of(), List.of(doctor), tie),
                DEMAND,
                Map.of(),
                List.of(),
                List.of());
        var busy = new MatchingPlan(
                new MatchingPlan.Snapshot(others.subList(1, 4), Map.of(), List.of(doctor), tie),
                DEMAND,
                Map.of(),
                List.of(),
                List.of());

        var whatIf = plan.whatIf(solve(plan));

        assertThat(whatIf.onePlaceMore()).containsExactly(Map.entry(teacher.id(), 1));
        assertThat(whatIf.withinReach()).containsExactly(Map.entry(teacher.id(), 3));
        assertThat(whatIf.and(whatIf).onePlaceMore()).containsExactly(Map.entry(teacher.id(), 1));
        // the doctor's only place would go to one of the two
        assertThat(tied.whatIf(solve(tied)).ruleRelaxed()).containsExactly(Map.entry(Veto.CONFLICT_OF_INTEREST, 1));
        // and is taken by the patient
        assertThat(busy.whatIf(solve(busy)).ruleRelaxed()).isEmpty();
    }

    @Test
    void namesNobodyOfTheDepartmentThatIsThere_whenAnotherOneIsMissing() throws InterruptedException {
        var two = household(15, 2, "EDUCATION");
        var plan = plan(List.of(two), List.of(teacher), Map.of(), List.of(), List.of());

        assertThat(plan.whatIf(solve(plan)).onePlaceMore()).isEmpty();
    }

    @Test
    void countsTheWayAgainstPlaces_whenWorkloadIsAsked() throws InterruptedException {
        var near = helper(5, "县教育局", 2, "EDUCATION");
        var other = new HelpedFacts("HOUSEHOLD", new UUID(0, 13), "330523105201", Set.of(), null, 1, List.of());
        var roads = new Roads(Map.of(), Map.of("330523", Map.of(VILLAGE, 90, "330523105201", 10)));
        var demand = new Demand("PRIMARY", DEMAND.from(), null, List.of(), List.of(), RuleBook.SHIPPED, roads);
        var snapshot = new MatchingPlan.Snapshot(List.of(pupil, other), Map.of(), List.of(near), Map.of());
        // two places of two hours: the far household takes three hours of the four
        var tight = new MatchingPlan(
                snapshot, demand, Map.of(), List.of(), List.of(), new MatchingPlan.Workload(120, 0), Set.of());
        var wide = new MatchingPlan(
                snapshot, demand, Map.of(), List.of(), List.of(), new MatchingPlan.Workload(180, 0), Set.of());

        var one = solve(tight);
        assertThat(tight.problem().capacity(0)).isEqualTo(240);
        assertThat(AssignmentVerifier.faults(tight.problem(), one)).isEmpty();
        assertThat(one.optimal()).isTrue();
        assertThat(one.agentOf()).containsExactlyInAnyOrder(0, -1);
        assertThat(solve(wide).agentOf()).containsExactly(0, 0);
    }

    @Test
    void prefersTheFormerHelper_whenAllElseIsTheSame() throws InterruptedException {
        var one = helper(6, "县教育局", 1, "EDUCATION");
        var former = helper(7, "县人社局", 1, "EDUCATION");
        var plan = new MatchingPlan(
                new MatchingPlan.Snapshot(
                        List.of(pupil),
                        Map.of(),
                        List.of(one, former),
                        Map.of(),
                        Map.of(pupil.id(), Set.of(former.id())),
                        Map.of(),
                        Map.of()),
                DEMAND,
                Map.of(),
                List.of(),
                List.of());
        assertThat(plan.lines(solve(plan), List.of()).get(0).helper().id()).isEqualTo(former.id());
    }

    @Test
    void staysWithinTheEngine_whenWeightsAreAtTheirMost() throws InterruptedException {
        var heavy = new RuleBook(Map.of(
                MatchRule.SKILL_MEETS_NEED, new RuleBook.Count(100, null),
                MatchRule.NEAR, new RuleBook.Count(100, null)));
        var demand = new Demand("PRIMARY", DEMAND.from(), null, List.of(), List.of(), heavy, Roads.NONE);
        var weights = Map.of(MatchRule.SKILL_MEETS_NEED, 1_000, MatchRule.NEAR, 1_000);
        var lock = List.of(new MatchingPlan.Pair(patient.id(), doctor.id()));
        var plan = new MatchingPlan(
                new MatchingPlan.Snapshot(List.of(pupil, patient), Map.of(), List.of(doctor, teacher), Map.of()),
                demand,
                weights,
                lock,
                List.of());
        assertThat(plan.lines(solve(plan), lock))
                .extracting(line -> line.helper().id())
                .containsExactly(teacher.id(), doctor.id());
    }

    @Test
    void costsWhatThePolicySays_whoeverIsAlike() {
        var random = new SplittableRandom(3);
        var skills = List.of("EDUCATION", "MEDICINE", "LAW");
        var helpers = new ArrayList<HelperFacts>();
        for (var h = 0; h < 40; h++) {
            helpers.add(helper(100 + h, "县某局" + h, 1 + random.nextInt(3), skills.get(random.nextInt(3))));
        }
        var households = new ArrayList<HelpedFacts>();
        for (var k = 0; k < 20; k++) {
            households.add(household(200 + k, 1, skills.get(random.nextInt(3))));
        }
        var former = Map.of(households.get(3).id(), Set.of(helpers.get(5).id()));
        var wishes = Map.of(households.get(4).id(), Map.of(helpers.get(6).id(), 2));
        var plan = new MatchingPlan(
                new MatchingPlan.Snapshot(households, Map.of(), helpers, Map.of(), former, wishes, Map.of()),
                DEMAND,
                Map.of(MatchRule.NEAR, 50),
                List.of(),
                List.of());

        var problem = plan.problem();
        for (var j = 0; j < problem.jobs(); j++) {
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var helper = helpers.get(problem.agentOf(a));
                var seen = helper.towards(
                        false, false, j == 3 && problem.agentOf(a) == 5, j == 4 && problem.agentOf(a) == 6 ? 2 : 0);
                var cost = 0;
                for (var rule : MatchRule.values()) {
                    var lacking = rule.most() - MatchingPolicy.points(rule, seen, households.get(j), DEMAND);
                    cost += lacking * (rule == MatchRule.NEAR ? 50 : 100);
                }
                assertThat(problem.costOf(a)).isEqualTo(cost);
            }
        }
    }

    @Test
    void saysWhatBecomesOfPresentPairings_whenTheyMayBeReordered() throws InterruptedException {
        var other = household(14, 1, "LAW");
        var crossed = new MatchingPlan.Snapshot(
                List.of(pupil, patient, other),
                Map.of(),
                List.of(doctor, teacher, helper(8, "县司法局", 1, "LAW")),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(
                        pupil.id(), List.of(new MatchingPlan.Present(new UUID(1, 1), doctor.id())),
                        patient.id(), List.of(new MatchingPlan.Present(new UUID(1, 2), doctor.id()))));
        var plan = new MatchingPlan(crossed, DEMAND, Map.of(), List.of(), List.of());

        var lines = plan.lines(solve(plan), List.of());

        assertThat(lines)
                .extracting(MatchingPlan.Line::kind)
                .containsExactly(MatchingPlan.Kind.CHANGED, MatchingPlan.Kind.KEPT, MatchingPlan.Kind.NEW);
        assertThat(lines).extracting(MatchingPlan.Line::present).containsExactly(new UUID(1, 1), new UUID(1, 2), null);
    }

    @Test
    void leavesAPresentPairingItsHelper_whenNobodyElseIsThere() throws InterruptedException {
        // the patient would suit the doctor better, but the pupil's pairing goes on and holds the only place
        var plan = reordered(List.of(pupil, patient), List.of());

        assertThat(plan.lines(solve(plan), List.of()))
                .extracting(MatchingPlan.Line::kind)
                .containsExactly(MatchingPlan.Kind.KEPT, MatchingPlan.Kind.OPEN);
    }

    @Test
    void countsNoPlaceAsFree_whenItsPresentPairingCannotBeKept() {
        assertThat(reordered(List.of(pupil, patient), List.of()).problem().capacity(0))
                .isEqualTo(1);
        var veto = List.of(new MatchingPlan.Pair(pupil.id(), doctor.id()));
        assertThat(reordered(List.of(pupil, patient), veto).problem().capacity(0))
                .isZero();
        // a mentee who became a helper is not among those who are to be helped
        assertThat(reordered(List.of(patient), List.of()).problem().capacity(0)).isZero();
    }

    /** The doctor has one place and is the pupil's helper. */
    private MatchingPlan reordered(List<HelpedFacts> households, List<MatchingPlan.Pair> vetoes) {
        var present = Map.of(pupil.id(), List.of(new MatchingPlan.Present(new UUID(1, 1), doctor.id())));
        return new MatchingPlan(
                new MatchingPlan.Snapshot(households, Map.of(), List.of(doctor), Map.of(), Map.of(), Map.of(), present),
                DEMAND,
                Map.of(),
                List.of(),
                vetoes);
    }

    @Test
    void changesFewestPairs_whenAHelperDropsOut() throws InterruptedException {
        // the doctor's household can only go to the teacher, whose own pupil anybody else could take
        var anybody = helper(9, "县总工会", 1, "LAW");
        var snapshot = new MatchingPlan.Snapshot(
                List.of(pupil, patient),
                Map.of(),
                List.of(doctor, teacher, anybody),
                Map.of(patient.id(), Set.of(anybody.id())),
                Map.of(),
                Map.of(),
                Map.of(
                        pupil.id(), List.of(new MatchingPlan.Present(new UUID(1, 1), teacher.id())),
                        patient.id(), List.of(new MatchingPlan.Present(new UUID(1, 2), doctor.id()))));
        var plan = new MatchingPlan(snapshot, DEMAND, Map.of(), List.of(), List.of(), null, Set.of(doctor.id()));
        var best = solve(plan);
        assertThat(best.agentOf()).doesNotContain(plan.indexOf(doctor.id()));

        var mended = AssignmentRepair.without(
                        plan.problem(),
                        plan.present(),
                        plan.indexOf(doctor.id()),
                        Effort.within(Duration.ofSeconds(30), 1, 2),
                        Watch.NOBODY)
                .in(plan.problem(), best.bound());

        assertThat(AssignmentVerifier.faults(plan.problem(), mended)).isEmpty();
        assertThat(plan.lines(mended, List.of()))
                .extracting(line -> line.helper().id())
                .containsExactly(anybody.id(), teacher.id());
        assertThat(mended.value()).isEqualTo(mended.bound());
    }

    @Test
    void costsTheSame_whenItIsSolvedByCounty() throws InterruptedException {
        var random = new SplittableRandom(9);
        var helping = new ArrayList<HelperFacts>();
        var helped = new ArrayList<HelpedFacts>();
        var movable = new HashMap<UUID, List<MatchingPlan.Present>>();
        for (var k = 0; k < 60; k++) {
            var county = "3305" + (21 + k % 3);
            helping.add(serving(helper(100 + k, "单位" + k, random.nextInt(1, 3), skill(random)), county));
            helped.add(new HelpedFacts(
                    "HOUSEHOLD",
                    new UUID(0, 1_000 + k),
                    county + "104201",
                    Set.of(skill(random)),
                    null,
                    random.nextInt(1, 3),
                    List.of()));
        }
        for (var k = 0; k < 20; k++) {
            // some with a helper who may not serve there any more, and some whose household is not among these
            movable.put(
                    new UUID(0, 1_000 + random.nextInt(70)),
                    List.of(new MatchingPlan.Present(new UUID(2, k), new UUID(0, 100 + random.nextInt(60)))));
        }
        var whole = new MatchingPlan.Snapshot(helped, Map.of(), helping, Map.of(), Map.of(), Map.of(), movable);
        var value = 0L;
        var places = 0;
        assertThat(whole.parts()).hasSize(3);
        for (var part : whole.parts()) {
            var plan = new MatchingPlan(part, DEMAND, Map.of(), List.of(), List.of());
            value += solve(plan).value();
            places += plan.places().size();
        }
        var plan = new MatchingPlan(whole, DEMAND, Map.of(), List.of(), List.of());
        assertThat(places).isEqualTo(plan.places().size());
        assertThat(value).isEqualTo(solve(plan).value());

        helping.add(serving(helper(99, "市直单位", 1, "LAW"), "3305"));
        assertThat(new MatchingPlan.Snapshot(helped, Map.of(), helping, Map.of()).parts())
                .as("somebody serves more than one county")
                .hasSize(1);
    }

    @Test
    @Tag("PA-15")
    void considersPersonsAndTeamsTogether_whenBothMayHelp() throws InterruptedException {
        for (var seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            var helped = new ArrayList<HelpedFacts>();
            var tied = new HashMap<UUID, Set<UUID>>();
            for (var k = 0; k < 6; k++) {
                helped.add(household(1_000 + k, random.nextInt(1, 3), skill(random)));
                tied.put(
                        new UUID(0, 1_000 + k),
                        Set.of(new UUID(0, 100 + random.nextInt(3)), new UUID(0, 200 + random.nextInt(3))));
            }
            var persons = new ArrayList<HelperFacts>();
            var teams = new ArrayList<HelperFacts>();
            for (var k = 0; k < 3; k++) {
                persons.add(helper(100 + k, "单位" + k, random.nextInt(1, 3), skill(random)));
                teams.add(team(200 + k, "单位" + (2 + k), random.nextInt(1, 3), skill(random)));
            }
            var both = Stream.concat(persons.stream(), teams.stream()).toList();
            var plan = tied(helped, both, tied);

            var found = solve(plan);

            assertThat(found.optimal()).isTrue();
            assertThat(AssignmentVerifier.faults(plan.problem(), found)).isEmpty();
            assertThat(found.value())
                    .isLessThanOrEqualTo(Math.min(
                            solve(tied(helped, persons, tied)).value(),
                            solve(tied(helped, teams, tied)).value()));
            var lines = plan.lines(found, List.of()).stream()
                    .filter(line -> line.helper() != null)
                    .toList();
            assertThat(lines)
                    .isNotEmpty()
                    .noneMatch(line -> tied.get(line.household().id())
                            .contains(line.helper().id()));
            both.forEach(helper -> assertThat(lines)
                    .filteredOn(line -> line.helper().id().equals(helper.id()))
                    .hasSizeLessThanOrEqualTo(helper.places())
                    .allMatch(line -> line.helper().side().equals(helper.side())));
        }
    }

    private static MatchingPlan tied(
            List<HelpedFacts> households, List<HelperFacts> helpers, Map<UUID, Set<UUID>> tied) {
        return new MatchingPlan(
                new MatchingPlan.Snapshot(households, Map.of(), helpers, tied), DEMAND, Map.of(), List.of(), List.of());
    }

    private static String skill(SplittableRandom random) {
        return List.of("EDUCATION", "MEDICINE", "LAW").get(random.nextInt(3));
    }

    private static HelperFacts serving(HelperFacts h, String region) {
        return new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                h.skills(),
                region,
                region,
                h.availableFrom(),
                h.availableTo(),
                h.places(),
                h.taken(),
                h.tied(),
                h.inNeed(),
                h.paired(),
                h.samePerson(),
                h.score(),
                h.unfit(),
                h.languages(),
                h.former(),
                h.wishes(),
                h.absentFrom(),
                h.absentUntil());
    }

    @Test
    void fillsTheOtherPlaceFromAnotherDepartment_whenOneIsLocked() throws InterruptedException {
        var colleague = helper(6, "县教育局", 1, "EDUCATION");
        var two = household(15, 2, "EDUCATION");
        var lock = List.of(new MatchingPlan.Pair(two.id(), teacher.id()));

        var plan = plan(List.of(two, patient), List.of(teacher, colleague, doctor), Map.of(), lock, List.of());

        var found = solve(plan);
        assertThat(found.optimal()).isTrue();
        assertThat(AssignmentVerifier.faults(plan.problem(), found)).isEmpty();
        assertThat(plan.problem().group(0)).as("all places are alike").isEqualTo(-1);
        assertThat(plan.lines(found, lock))
                .extracting(line -> line.helper() == null ? null : line.helper().id())
                .containsExactly(teacher.id(), doctor.id(), colleague.id());
    }

    @Test
    @Tag("PA-13")
    void judgesEachHouseholdByTheRulesOfItsDivision_whenSomeHaveTheirOwn() throws InterruptedException {
        var counts = new EnumMap<>(RuleBook.SHIPPED.counts());
        counts.put(MatchRule.SKILL_MEETS_NEED, new RuleBook.Count(30, 100));
        var demand = new Demand(
                "PRIMARY",
                DEMAND.from(),
                null,
                List.of(),
                List.of(),
                RuleBook.SHIPPED,
                Roads.NONE,
                Map.of("330523105", new RuleBook(counts)));
        var strict = new HelpedFacts("HOUSEHOLD", new UUID(0, 16), "330523105201", Set.of("LAW"), null, 1, List.of());
        var other = household(17, 1, "LAW");
        var plan = new MatchingPlan(
                new MatchingPlan.Snapshot(List.of(strict, other), Map.of(), List.of(teacher, doctor), Map.of()),
                demand,
                Map.of(),
                List.of(),
                List.of());

        var lines = plan.lines(solve(plan), List.of());

        assertThat(lines.get(0).helper()).isNull();
        assertThat(lines.get(0).blocked()).containsEntry(Veto.SKILL_MISSING, 2);
        assertThat(lines.get(1).helper()).isNotNull();
    }

    @Test
    void handsOverInOrder_whenPartsAreWorkedOnSideBySide() throws InterruptedException {
        var out = new ArrayList<Integer>();
        Parts.each(
                IntStream.range(0, 50).iterator(),
                3,
                part -> {
                    Thread.sleep(part % 3);
                    return part * part;
                },
                out::add,
                () -> {});
        assertThat(out)
                .isEqualTo(
                        IntStream.range(0, 50).map(part -> part * part).boxed().toList());
        assertThatThrownBy(() -> Parts.each(
                        List.of(1, 2).iterator(),
                        2,
                        part -> {
                            throw new IllegalStateException("part " + part);
                        },
                        part -> out.add(0),
                        () -> {}))
                .hasMessage("part 1");
    }

    private static Assignment solve(MatchingPlan plan) throws InterruptedException {
        return AssignmentSolver.solve(plan.problem(), Effort.within(Duration.ofSeconds(30), 1, 2), Watch.NOBODY);
    }

    private static MatchingPlan plan(
            List<HelpedFacts> households,
            List<HelperFacts> helpers,
            Map<MatchRule, Integer> weights,
            List<MatchingPlan.Pair> locks,
            List<MatchingPlan.Pair> vetoes) {
        return new MatchingPlan(
                new MatchingPlan.Snapshot(households, Map.of(), helpers, Map.of()), DEMAND, weights, locks, vetoes);
    }

    private static HelperFacts helper(int number, String unit, int places, String skill) {
        return facts(number, "PERSON", "TECHNICAL_CADRE", null, unit, places, skill);
    }

    private static HelperFacts team(int number, String unit, int places, String skill) {
        return facts(number, "TEAM", "SERVICE_GROUP", "TECHNICAL_CADRE", unit, places, skill);
    }

    private static HelperFacts facts(
            int number, String side, String kind, String leaderKind, String unit, int places, String skill) {
        return new HelperFacts(
                new UUID(0, number),
                side,
                kind,
                leaderKind,
                null,
                unit,
                "COUNTY",
                List.of(skill),
                "330523",
                "330523",
                LocalDate.of(2020, 1, 1),
                null,
                places,
                0,
                false,
                false,
                false,
                false,
                null,
                false,
                List.of(),
                false,
                0,
                null,
                null);
    }

    private static HelpedFacts household(int number, int partners, String skill) {
        return new HelpedFacts("HOUSEHOLD", new UUID(0, number), VILLAGE, Set.of(skill), null, partners, List.of());
    }
}
