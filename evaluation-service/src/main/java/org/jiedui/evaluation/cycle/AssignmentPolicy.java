package org.jiedui.evaluation.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;

/**
 * Who evaluates whom (EV-03). Pure: from the pairings of one helper and the paths of a plan follow subjects and tasks,
 * always the same for the same pairings in whatever order.
 *
 * <ul>
 *   <li>PARTNER: one task per pairing for the account of the other side; where that is a village, for its clerks.
 *   <li>SELF: one task for the subject's account.
 *   <li>PEERS: the next mentees of the same mentor in a ring by identifier, as many as the plan allows.
 *   <li>HOUSEHOLD: one task per pairing for the village clerks of the household's village; where a village is helped, one
 *       for each of its households that somebody helped in the period, as many as the plan allows, in the order of the
 *       random half of their identifiers.
 *   <li>UNIT, OFFICE, SUPERVISOR: one task for the township's, the county's, the province's officers of the subject's region.
 *   <li>SENDING_UNIT: one task for the officers of the unit that sent the helper, by its level and region; prefectures and
 *       above stand for the province.
 * </ul>
 *
 * Where the rule of a path names a role, that one answers, in the division of its level. A path that has nobody (no
 * account, no such region, no peers) makes no task; its weight goes to the others at scoring.
 */
public final class AssignmentPolicy {
    /** Roles that may answer, with the digits of the divisions in which they act. */
    private static final Map<String, Integer> LEVELS =
            Map.of("village-clerk", 12, "township-officer", 9, "county-officer", 6, "province-officer", 2);

    private static final List<SubjectRole> HELPING = List.of(SubjectRole.MENTOR, SubjectRole.HELPER, SubjectRole.TEAM);

    /** Stands for "the only one" where a path has one task per subject. */
    public static final UUID ONLY = new UUID(0, 0);

    /**
     * A subject of the cycle.
     *
     * @param unit in which the quota of the top band counts; where pairing knows no unit, the region
     */
    public record Subject(UUID id, SubjectRole role, String account, String region, String unit) {}

    /**
     * A task, for an account or for whoever has the role in exactly the region.
     *
     * @param evaluator what makes it one of several: pairing, peer or household, {@link #ONLY} otherwise
     */
    public record Assignment(
            Subject subject, EvaluationPath path, UUID evaluator, String account, String assigneeRole, String region) {
        /** What must be unique within a cycle. */
        public Key key() {
            return new Key(subject.id(), path, evaluator);
        }
    }

    /** Identity of a task within its cycle. */
    public record Key(UUID subject, EvaluationPath path, UUID evaluator) {}

    /**
     * What the pairings themselves do not say.
     *
     * @param served households that somebody helped in the period, by village; for the villages that are helped themselves
     * @param units that sent the helpers, by helper
     */
    public record Surroundings(Map<String, List<UUID>> served, Map<UUID, HelperUnit> units) {
        /** Nothing. */
        public static final Surroundings NONE = new Surroundings(Map.of(), Map.of());
    }

    private AssignmentPolicy() {}

    /** The subjects that the pairings of one helper make, the helper side first. */
    public static List<Subject> subjects(CyclePlan plan, List<PairingFact> ofOneHelper) {
        var subjects = new LinkedHashMap<UUID, Subject>();
        for (var fact : sorted(ofOneHelper)) {
            for (var role : HELPING) {
                if (has(plan, role)) {
                    subjects.putIfAbsent(
                            fact.helperId(),
                            new Subject(
                                    fact.helperId(),
                                    role,
                                    fact.helperAccount(),
                                    region(fact),
                                    unit(fact.helperUnit(), fact)));
                }
            }
        }
        for (var fact : sorted(ofOneHelper)) {
            if (has(plan, SubjectRole.MENTEE) && fact.helpedKind().equals("MENTEE")) {
                subjects.putIfAbsent(
                        fact.helpedId(),
                        new Subject(
                                fact.helpedId(),
                                SubjectRole.MENTEE,
                                fact.helpedAccount(),
                                region(fact),
                                unit(null, fact)));
            }
        }
        return List.copyOf(subjects.values());
    }

    /**
     * The tasks about these subjects that the pairings of one helper make.
     *
     * @param subjects as they are in the cycle: the first pairing that was seen decided on their region
     */
    public static List<Assignment> tasks(
            CyclePlan plan, List<PairingFact> ofOneHelper, Map<UUID, Subject> subjects, Surroundings around) {
        var tasks = new LinkedHashMap<Key, Assignment>();
        var facts = sorted(ofOneHelper);
        for (var path : plan.paths()) {
            for (var fact : facts) {
                var helped = path.subjectRole() == SubjectRole.MENTEE;
                var subject = subjects.get(helped ? fact.helpedId() : fact.helperId());
                if (subject != null && subject.role() == path.subjectRole()) {
                    for (var task : tasks(path, fact, subject, facts, around)) {
                        tasks.putIfAbsent(task.key(), task);
                    }
                }
            }
        }
        return List.copyOf(tasks.values());
    }

    private static List<Assignment> tasks(
            CyclePlan.PlannedPath path,
            PairingFact fact,
            Subject subject,
            List<PairingFact> group,
            Surroundings around) {
        var helped = path.subjectRole() == SubjectRole.MENTEE;
        return switch (path.path()) {
            case PARTNER ->
                !helped && fact.helpedKind().equals("VILLAGE")
                        ? byRole(path, subject, fact.id(), fact.helpedRegion())
                        : byAccount(
                                subject, path.path(), fact.id(), helped ? fact.helperAccount() : fact.helpedAccount());
            case SELF -> byAccount(subject, path.path(), ONLY, subject.account());
            case PEERS -> peers(path, fact, subject, group);
            case HOUSEHOLD ->
                switch (fact.helpedKind()) {
                    case "HOUSEHOLD" -> byRole(path, subject, fact.id(), fact.helpedRegion());
                    case "VILLAGE" ->
                        around.served().getOrDefault(fact.helpedRegion(), List.of()).stream()
                                .sorted(Comparator.comparing(UUID::getLeastSignificantBits)
                                        .thenComparing(UUID::getMostSignificantBits))
                                .limit(path.mostEvaluators())
                                .flatMap(household -> byRole(path, subject, household, fact.helpedRegion()).stream())
                                .toList();
                    default -> List.of();
                };
            case UNIT, OFFICE, SUPERVISOR -> byRole(path, subject, ONLY, subject.region());
            case SENDING_UNIT ->
                helped || !around.units().containsKey(fact.helperId())
                        ? List.of()
                        : byUnit(subject, around.units().get(fact.helperId()));
        };
    }

    private static List<Assignment> peers(
            CyclePlan.PlannedPath path, PairingFact fact, Subject subject, List<PairingFact> group) {
        var ring = new ArrayList<PairingFact>();
        var seen = new java.util.HashSet<UUID>();
        group.stream()
                .sorted(Comparator.comparing(f -> f.helpedId().toString()))
                .filter(f -> seen.add(f.helpedId()))
                .forEach(ring::add);
        var at = 0;
        while (!ring.get(at).helpedId().equals(fact.helpedId())) {
            at++;
        }
        var tasks = new ArrayList<Assignment>();
        for (var step = 1; step < ring.size() && tasks.size() < path.mostEvaluators(); step++) {
            var peer = ring.get((at + step) % ring.size());
            tasks.addAll(byAccount(subject, path.path(), peer.helpedId(), peer.helpedAccount()));
        }
        return tasks;
    }

    private static List<Assignment> byAccount(Subject subject, EvaluationPath path, UUID evaluator, String account) {
        return account == null
                ? List.of()
                : List.of(new Assignment(subject, path, evaluator, account, null, subject.region()));
    }

    private static List<Assignment> byRole(CyclePlan.PlannedPath path, Subject subject, UUID evaluator, String region) {
        var role = path.assigneeRole() == null ? path.path().office() : path.assigneeRole();
        return byRole(subject, path.path(), evaluator, role, region);
    }

    private static List<Assignment> byUnit(Subject subject, HelperUnit unit) {
        var role = switch (unit.level()) {
            case "VILLAGE" -> "village-clerk";
            case "TOWNSHIP" -> "township-officer";
            case "COUNTY" -> "county-officer";
            default -> "province-officer";
        };
        return byRole(subject, EvaluationPath.SENDING_UNIT, ONLY, role, unit.region());
    }

    private static List<Assignment> byRole(
            Subject subject, EvaluationPath path, UUID evaluator, String role, String region) {
        var digits = LEVELS.get(role);
        return region.length() < digits
                ? List.of()
                : List.of(new Assignment(subject, path, evaluator, null, role, region.substring(0, digits)));
    }

    private static boolean has(CyclePlan plan, SubjectRole role) {
        return plan.paths().stream().anyMatch(p -> p.subjectRole() == role);
    }

    private static String region(PairingFact fact) {
        return fact.helpedRegion().length() > fact.region().length() ? fact.helpedRegion() : fact.region();
    }

    private static String unit(String unit, PairingFact fact) {
        return unit == null || unit.isBlank() ? region(fact) : unit;
    }

    private static List<PairingFact> sorted(List<PairingFact> facts) {
        return facts.stream()
                .sorted(Comparator.comparing(f -> f.id().toString()))
                .toList();
    }
}
