package org.jiedui.pairing.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.graph.MinCostFlow;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-14")
class AssignmentSolverTest {
    private static final Effort LONG_ENOUGH = Effort.within(Duration.ofSeconds(60), 7, 2);
    private static final BooleanSupplier NEVER = () -> false;

    @Test
    void findsTheOptimum_whenEveryPairTakesOnePlace() throws InterruptedException {
        var random = new SplittableRandom(1);
        for (var k = 0; k < 2_000; k++) {
            assertOptimal(random(random, true), "unit " + k);
        }
    }

    @Test
    void findsTheOptimum_whenLoadsDependOnThePair() throws InterruptedException {
        var random = new SplittableRandom(2);
        for (var k = 0; k < 1_500; k++) {
            assertOptimal(random(random, false), "general " + k);
        }
    }

    @Test
    void findsTheSameOptimum_whenOnlyFewArcsAreTriedAtFirst() {
        var random = new SplittableRandom(5);
        for (var k = 0; k < 2_000; k++) {
            var jobs = random.nextInt(1, 31);
            var agents = random.nextInt(1, 21);
            var builder = new AssignmentProblem.Builder(jobs, agents);
            for (var i = 0; i < agents; i++) {
                builder.agent(i, random.nextInt(4));
            }
            for (var j = 0; j < jobs; j++) {
                builder.job(500, -1);
                for (var i = 0; i < agents; i++) {
                    if (random.nextInt(5) > 0) {
                        builder.arc(i, 1, random.nextInt(60));
                    }
                }
            }
            for (var piece : Piece.of(builder.build())) {
                assertThat(FlowSolver.solve(piece, 2, NEVER).value())
                        .as("problem %d", k)
                        .isEqualTo(FlowSolver.solve(piece, Integer.MAX_VALUE, NEVER)
                                .value());
            }
        }
    }

    /** OR-Tools shares no code with the engine's flow, and these are too large to enumerate. */
    @Test
    void findsWhatOrToolsFinds_whenProblemsAreLarger() throws InterruptedException {
        Native.load();
        var random = new SplittableRandom(9);
        for (var k = 0; k < 60; k++) {
            var jobs = random.nextInt(20, 200);
            var agents = random.nextInt(10, 80);
            var spread = k % 2 == 0 ? 40 : 100_000;
            var builder = new AssignmentProblem.Builder(jobs, agents);
            var flow = new MinCostFlow();
            for (var i = 0; i < agents; i++) {
                var places = random.nextInt(5);
                builder.agent(i, places);
                flow.addArcWithCapacityAndUnitCost(1 + i, 0, places, 0);
            }
            for (var j = 0; j < jobs; j++) {
                builder.job(10L * spread, -1);
                flow.addArcWithCapacityAndUnitCost(1 + agents + j, 0, 1, 10L * spread);
                flow.setNodeSupply(1 + agents + j, 1);
                for (var i = 0; i < agents; i++) {
                    if (random.nextInt(4) > 0) {
                        var cost = random.nextInt(spread);
                        builder.arc(i, 1, cost);
                        flow.addArcWithCapacityAndUnitCost(1 + agents + j, 1 + i, 1, cost);
                    }
                }
            }
            flow.setNodeSupply(0, -jobs);
            assertThat(flow.solve()).isEqualTo(MinCostFlow.Status.OPTIMAL);
            var problem = builder.build();

            var found = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY);

            assertThat(found.value()).as("problem %d", k).isEqualTo(flow.getOptimalCost());
            assertThat(AssignmentVerifier.faults(problem, found)).isEmpty();
        }
    }

    @Test
    void findsTheSameOptimum_whenItBeginsWithAnyAssignment() {
        var random = new SplittableRandom(6);
        var mended = 0;
        for (var k = 0; k < 3_000; k++) {
            var problem = random(random, true);
            var start = new int[problem.jobs()];
            Arrays.setAll(start, j -> random.nextInt(-1, problem.agents()));
            for (var piece : Piece.of(problem)) {
                var found = FlowMending.solve(piece, start, NEVER);
                var best = FlowSolver.solve(piece, NEVER);
                if (found == null) {
                    continue;
                }
                mended++;
                assertThat(found.value()).as("problem %d", k).isEqualTo(best.value());
                assertThat(found.optimal()).isTrue();
                var whole = new int[problem.jobs()];
                Arrays.fill(whole, -1);
                for (var x = 0; x < piece.jobs.length; x++) {
                    whole[piece.jobs[x]] = found.agentOf()[x];
                }
                if (piece.jobs.length == problem.jobs()) {
                    assertThat(AssignmentVerifier.faults(
                                    problem, new Assignment(whole, found.value(), found.bound(), true, false, 0)))
                            .as("problem %d", k)
                            .isEmpty();
                }
            }
        }
        assertThat(mended).isGreaterThan(2_000);
    }

    @Test
    void changesOnlyWhatItMust_whenAnAgentDropsOut() throws InterruptedException {
        var random = new SplittableRandom(8);
        var builder = new AssignmentProblem.Builder(60, 20);
        for (var i = 0; i < 20; i++) {
            builder.agent(i, 4);
        }
        for (var j = 0; j < 60; j++) {
            builder.job(1_000, -1);
            for (var i = 0; i < 20; i++) {
                builder.arc(i, 1, random.nextInt(100));
            }
        }
        var problem = builder.build();
        var before = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY).agentOf();
        var gone = before[0];
        var after = AssignmentRepair.without(problem, before, gone, LONG_ENOUGH, Watch.NOBODY)
                .agentOf();
        for (var j = 0; j < before.length; j++) {
            assertThat(after[j]).isNotEqualTo(gone).isNotNegative();
            if (before[j] != gone) {
                assertThat(after[j]).as("job %d", j).isEqualTo(before[j]);
            }
        }
    }

    @Test
    void mendsACountyWithinASecond_whenAHelperDropsOut() throws InterruptedException {
        var builder = new AssignmentProblem.Builder(3_800, 400);
        for (var i = 0; i < 400; i++) {
            builder.agent(i, 11).department(i, i % 60);
        }
        for (var j = 0; j < 3_800; j++) {
            // every twentieth household wants two departments
            builder.job(10_000, j % 20 < 2 ? j / 20 : -1);
            var random = new SplittableRandom(j % 20 == 1 ? j - 1 : j);
            for (var k = 0; k < 40; k++) {
                builder.arc((k * 10 + random.nextInt(10)) % 400, 1, random.nextInt(1_000));
            }
        }
        var problem = builder.build();
        var before = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY).agentOf();
        var begin = System.nanoTime();

        var after = AssignmentRepair.without(problem, before, 7, LONG_ENOUGH, Watch.NOBODY)
                .agentOf();

        var took = (System.nanoTime() - begin) / 1e9;
        var changed = 0;
        for (var j = 0; j < before.length; j++) {
            assertThat(after[j]).isNotEqualTo(7);
            changed += before[j] == 7 || before[j] == after[j] ? 0 : 1;
        }
        // others move at most to make room, and a busy machine may be slow
        assertThat(changed).isLessThanOrEqualTo(11);
        assertThat(took).isLessThan(10);
    }

    @Test
    void givesTheSameResult_whenSeedAndRoundsAreTheSame() throws InterruptedException {
        var problem = tight(24, 4, 4);
        var effort = new Effort(Duration.ofMinutes(5), 1, 42, 2);
        var one = AssignmentSolver.solve(problem, effort, Watch.NOBODY);
        var other = AssignmentSolver.solve(problem, effort, Watch.NOBODY);
        assertThat(one.agentOf()).isEqualTo(other.agentOf());
        assertThat(one.bound()).isEqualTo(other.bound());
        assertThat(AssignmentVerifier.faults(problem, one)).isEmpty();
    }

    @Test
    void givesTheSameResult_whenChainsAreFollowedToo() throws InterruptedException {
        var problem = tight(90, 18, 11);
        var effort = new Effort(Duration.ofMinutes(5), 2, 42, 2);
        var one = AssignmentSolver.solve(problem, effort, Watch.NOBODY);
        var other = AssignmentSolver.solve(problem, effort, Watch.NOBODY);
        assertThat(one.agentOf()).isEqualTo(other.agentOf());
        assertThat(one.bound()).isEqualTo(other.bound());
    }

    @Test
    void keepsALock_whenAnotherPairWouldBeCheaper() throws InterruptedException {
        var problem = new AssignmentProblem.Builder(2, 2)
                .agent(0, 1)
                .agent(1, 1)
                .job(AssignmentProblem.MUST, -1)
                .arc(1, 1, 50)
                .job(AssignmentProblem.MUST, -1)
                .arc(0, 1, 90)
                .arc(1, 1, 1)
                .build();
        assertThat(AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY).agentOf())
                .containsExactly(1, 0);
    }

    @Test
    void saysThatThereIsNone_whenJobsThatMustHaveAnAgentDoNotFit() throws InterruptedException {
        var problem = new AssignmentProblem.Builder(3, 1)
                .agent(0, 10)
                .job(AssignmentProblem.MUST, -1)
                .arc(0, 5, 1)
                .job(AssignmentProblem.MUST, -1)
                .arc(0, 4, 1)
                .job(AssignmentProblem.MUST, -1)
                .arc(0, 3, 1)
                .build();
        var answer = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY);
        assertThat(answer.feasible()).isFalse();
        assertThat(answer.infeasible()).isTrue();
    }

    @Test
    void stopsSoon_whenCancelled() throws InterruptedException {
        var problem = tight(200, 20, 9);
        var cancelled = new AtomicBoolean();
        var begin = System.nanoTime();
        var answer = AssignmentSolver.solve(problem, Effort.within(Duration.ofMinutes(5), 1, 2), new Watch() {
            @Override
            public void see(long value, long bound) {
                cancelled.set(true);
            }

            @Override
            public boolean cancelled() {
                return cancelled.get();
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(2));
        assertThat(AssignmentVerifier.faults(problem, answer)).isEmpty();
    }

    @Test
    void answersWithWhatItHasAndAnHonestBound_whenAFlowIsStopped() {
        var random = new SplittableRandom(11);
        var unproven = 0;
        for (var k = 0; k < 120; k++) {
            var problem = places(random);
            for (var piece : Piece.of(problem)) {
                var best = FlowSolver.solve(piece, NEVER);
                var polls = new AtomicInteger(random.nextInt(12));

                var found = FlowSolver.solve(piece, () -> polls.getAndDecrement() <= 0);

                assertThat(found.feasible()).as("problem %d", k).isTrue();
                assertThat(found.value()).as("problem %d", k).isGreaterThanOrEqualTo(best.value());
                assertThat(found.bound()).as("problem %d", k).isLessThanOrEqualTo(best.value());
                assertThat(AssignmentVerifier.faults(problem, whole(problem, piece, found)))
                        .as("problem %d", k)
                        .isEmpty();
                unproven += found.optimal() ? 0 : 1;
            }
        }
        assertThat(unproven).isPositive();
    }

    @Test
    void answersAtOnce_whenAFlowIsCancelledBeforeItBegins() throws InterruptedException {
        var problem = places(new SplittableRandom(12));
        var cancelled = new Watch() {
            @Override
            public void see(long value, long bound) {
                // nothing to be told
            }

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        var found = AssignmentSolver.solve(problem, LONG_ENOUGH, cancelled);

        var best = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY);
        assertThat(best.optimal()).isTrue();
        assertThat(AssignmentVerifier.faults(problem, found)).isEmpty();
        assertThat(found.optimal()).isFalse();
        assertThat(found.bound()).isLessThanOrEqualTo(best.value());
        var mended = AssignmentRepair.without(problem, best.agentOf(), best.agentOf()[0], LONG_ENOUGH, cancelled);
        assertThat(mended.feasible()).isTrue();
        assertThat(mended.agentOf()).doesNotContain(best.agentOf()[0]);
    }

    /** Many places, some of them of households that want two departments; any of them may stay open. */
    private static AssignmentProblem places(SplittableRandom random) {
        var agents = random.nextInt(30, 80);
        var builder = new AssignmentProblem.Builder(300, agents);
        for (var i = 0; i < agents; i++) {
            builder.agent(i, random.nextInt(1, 6)).department(i, i % 7);
        }
        var costs = new int[agents];
        for (var j = 0; j < 300; j++) {
            var second = j % 10 == 1;
            if (!second) {
                Arrays.setAll(costs, i -> random.nextInt(1_000));
            }
            builder.job(1_200, j % 10 < 2 ? j / 10 : -1);
            for (var i = 0; i < agents; i++) {
                builder.arc(i, 1, costs[i]);
            }
        }
        return builder.build();
    }

    private static Assignment whole(AssignmentProblem problem, Piece piece, Assignment part) {
        var agents = new int[problem.jobs()];
        Arrays.fill(agents, -1);
        for (var x = 0; x < piece.jobs.length; x++) {
            agents[piece.jobs[x]] = part.agentOf()[x];
        }
        return new Assignment(agents, part.value(), part.bound(), part.feasible(), part.infeasible(), 0);
    }

    @Test
    void provesABoundNearTheValue_whenTheProblemIsTooLargeToEnumerate() throws InterruptedException {
        var problem = tight(150, 10, 5);
        var answer = AssignmentSolver.solve(problem, new Effort(Duration.ofMinutes(5), 1, 1, 2), Watch.NOBODY);
        assertThat(AssignmentVerifier.faults(problem, answer)).isEmpty();
        assertThat(answer.gap()).isLessThan(0.01);
    }

    private static void assertOptimal(AssignmentProblem problem, String name) throws InterruptedException {
        var answer = AssignmentSolver.solve(problem, LONG_ENOUGH, Watch.NOBODY);
        var best = new Enumeration(problem).best();
        if (best == Long.MAX_VALUE) {
            assertThat(answer.infeasible()).as(name).isTrue();
        } else {
            assertThat(answer.value()).as(name).isEqualTo(best);
            assertThat(answer.optimal()).as(name).isTrue();
        }
        if (answer.feasible()) {
            assertThat(AssignmentVerifier.faults(problem, answer)).as(name).isEmpty();
        }
    }

    /** Costs fall as loads grow, and capacity is scarce: the hard kind. */
    private static AssignmentProblem tight(int jobs, int agents, long seed) {
        var random = new SplittableRandom(seed);
        var load = new int[jobs][agents];
        var sum = 0L;
        for (var row : load) {
            for (var i = 0; i < agents; i++) {
                row[i] = random.nextInt(1, 101);
                sum += row[i];
            }
        }
        var builder = new AssignmentProblem.Builder(jobs, agents);
        for (var i = 0; i < agents; i++) {
            builder.agent(i, (int) (0.8 * sum / agents / agents));
        }
        for (var row : load) {
            builder.job(AssignmentProblem.MUST, -1);
            for (var i = 0; i < agents; i++) {
                builder.arc(i, row[i], 111 - row[i] + random.nextInt(-10, 11));
            }
        }
        return builder.build();
    }

    private static AssignmentProblem random(SplittableRandom random, boolean unit) {
        var jobs = random.nextInt(1, 7);
        var agents = random.nextInt(1, 5);
        var builder = new AssignmentProblem.Builder(jobs, agents);
        for (var i = 0; i < agents; i++) {
            builder.agent(i, unit ? random.nextInt(0, 4) : random.nextInt(0, 30))
                    .department(i, random.nextInt(3));
        }
        var openAllowed = random.nextBoolean();
        for (var j = 0; j < jobs; ) {
            var places = random.nextInt(3) == 0 && j + 1 < jobs ? 2 : 1;
            var group = places == 2 ? j : -1;
            var open = openAllowed ? random.nextInt(20, 60) : AssignmentProblem.MUST;
            var allowed = new boolean[agents];
            var cost = new int[agents];
            var load = new int[agents];
            for (var i = 0; i < agents; i++) {
                allowed[i] = random.nextInt(4) > 0;
                cost[i] = random.nextInt(-5, 40);
                load[i] = unit ? 1 : random.nextInt(1, 16);
            }
            for (var p = 0; p < places; p++, j++) {
                builder.job(open, group);
                for (var i = 0; i < agents; i++) {
                    if (allowed[i]) {
                        builder.arc(i, load[i], cost[i]);
                    }
                }
            }
        }
        return builder.build();
    }

    /** All assignments, one after the other. */
    private static final class Enumeration {
        private final AssignmentProblem problem;
        private final int[] used;
        private final HashSet<List<Integer>> departments = new HashSet<>();
        private long best = Long.MAX_VALUE;

        Enumeration(AssignmentProblem problem) {
            this.problem = problem;
            this.used = new int[problem.agents()];
        }

        long best() {
            Arrays.fill(used, 0);
            from(0, 0);
            return best;
        }

        private void from(int job, long cost) {
            if (job == problem.jobs()) {
                best = Math.min(best, cost);
                return;
            }
            if (problem.openCost(job) != AssignmentProblem.MUST) {
                from(job + 1, cost + problem.openCost(job));
            }
            for (var a = problem.firstArc(job); a < problem.firstArc(job + 1); a++) {
                var agent = problem.agentOf(a);
                if (used[agent] + problem.loadOf(a) > problem.capacity(agent)) {
                    continue;
                }
                var key = List.of(problem.group(job), problem.department(agent));
                if (problem.group(job) >= 0 && !departments.add(key)) {
                    continue;
                }
                used[agent] += problem.loadOf(a);
                from(job + 1, cost + problem.costOf(a));
                used[agent] -= problem.loadOf(a);
                if (problem.group(job) >= 0) {
                    departments.remove(key);
                }
            }
        }
    }
}
