package org.jiedui.household.region;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.RegionChanged;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.region.ChangeRegions.Succession;
import org.jiedui.household.region.RegionChangePolicy.Known;

/**
 * Records renames, splits, merges and new codes of divisions: the divisions, their successions, the announcement and the
 * job that moves the households, in one transaction. Refuses with {@code REGION_CHANGE_REFUSED} and all reasons what is not
 * consistent, and with {@code DUPLICATE} what somebody else records at the same time. Codes stay for ever: an abolished one keeps its row and leads to its successors.
 */
@ApplicationScoped
public class RegionChanges {
    private final RegionRepository regions;
    private final RegionChangeRepository changes;
    private final EntityManager entities;
    private final Event<DivisionSplit> divisions;
    private final Jobs jobs;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    RegionChanges(
            RegionRepository regions,
            RegionChangeRepository changes,
            EntityManager entities,
            Event<DivisionSplit> divisions,
            Jobs jobs,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time) {
        this.regions = regions;
        this.changes = changes;
        this.entities = entities;
        this.divisions = divisions;
        this.jobs = jobs;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Records a change that is in force; a village that goes into exactly one other has its households moved by a job,
     * those of a split village wait for somebody to say where they belong.
     */
    @Transactional
    public RegionChange record(Caller caller, ChangeRegions command) {
        caller.requireRole(Roles.PROVINCE, Roles.PLATFORM);
        if (command.effectiveOn().isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "/effectiveOn", "IN_FUTURE", "变更应在生效之日起登记", "A change is recorded from its first day on")));
        }
        command.successions().forEach(s -> {
            caller.requireCovers(s.from());
            caller.requireCovers(s.into());
        });
        var known = known(command);
        var result = RegionChangePolicy.apply(
                command,
                known.values().stream()
                        .map(r -> new Known(r.code(), r.name(), r.validTo() == null))
                        .toList());
        var faults = new ArrayList<>(result.faults());
        if (faults.isEmpty() && changedLater(command, result.successions())) {
            faults.add(new RegionChangePolicy.Finding(-1, RegionChangePolicy.Fault.LATER_CHANGE));
        }
        if (!faults.isEmpty()) {
            throw HouseholdProblem.REGION_CHANGE_REFUSED.because(faults.stream()
                    .map(f -> f.place() < 0
                            ? Reason.of(f.fault(), f.fault().zh(), f.fault().en())
                            : Reason.of(
                                    f.fault(),
                                    "第 " + (f.place() + 1) + " 项：" + f.fault().zh(),
                                    "Succession " + (f.place() + 1) + ": "
                                            + f.fault().en()))
                    .distinct()
                    .toList());
        }
        var change = new RegionChange(command, common(result.successions()), caller.subject(), time.now());
        try {
            store(change, result.successions(), known);
            entities.flush();
        } catch (ConstraintViolationException recordedMeanwhile) {
            throw CommonProblem.DUPLICATE.problem();
        }
        var moves = moves(result.successions());
        var above = moves.stream().filter(move -> move.from().length() < 12).toList();
        if (!moves.isEmpty()) {
            change.movedBy(jobs.submit(
                    MoveOrder.KIND,
                    change.region(),
                    new MoveOrder(
                            change.id(),
                            change.effectiveOn(),
                            change.source(),
                            moves.stream().filter(move -> !above.contains(move)).toList(),
                            above),
                    caller.subject()));
        }
        changes.persistAndFlush(change);
        split(result.successions());
        outbox.append(new RegionChanged(
                change.id(),
                change.kind().name(),
                change.region(),
                change.effectiveOn(),
                result.successions().stream()
                        .map(s -> new RegionChanged.Succession(s.from(), s.into()))
                        .toList()));
        audit.record(
                caller,
                "REGION_CHANGED",
                "region-change",
                change.id(),
                change.region(),
                Map.of("kind", change.kind(), "effectiveOn", change.effectiveOn(), "source", change.source()));
        return change;
    }

    /** What the change names, the divisions above its successors, and those in force below what ceases to be. */
    private Map<String, Region> known(ChangeRegions command) {
        var codes = new LinkedHashSet<String>();
        var known = new HashMap<String, Region>();
        for (var succession : command.successions()) {
            codes.add(succession.from());
            codes.add(succession.into());
            codes.add(new RegionCode(succession.into()).parent());
        }
        regions.list("code in ?1", codes).forEach(region -> known.put(region.code(), region));
        if (command.kind() != RegionChangeKind.RENAME) {
            for (var succession : command.successions()) {
                for (var root : List.of(succession.from(), succession.into())) {
                    if (root.length() < 12) {
                        regions.list("code like ?1", root + "%").forEach(r -> known.put(r.code(), r));
                    }
                }
            }
        }
        return known;
    }

    private boolean changedLater(ChangeRegions command, List<Succession> successions) {
        var codes = new HashSet<String>();
        successions.forEach(s -> {
            codes.add(s.from());
            codes.add(s.into());
        });
        return entities.createQuery(
                                "select count(*) from RegionSuccession s where s.key.effectiveOn >= :day"
                                        + " and (s.key.predecessor in :codes or s.key.successor in :codes)",
                                Long.class)
                        .setParameter("day", command.effectiveOn())
                        .setParameter("codes", codes)
                        .getSingleResult()
                > 0;
    }

    private void store(RegionChange change, List<Succession> successions, Map<String, Region> known) {
        var day = change.effectiveOn();
        var surviving = new HashSet<String>();
        var made = new HashSet<String>();
        successions.forEach(s -> surviving.add(s.into()));
        for (var succession : successions) {
            var from = known.get(succession.from());
            entities.persist(new RegionSuccession(
                    new RegionSuccession.Key(succession.from(), day, succession.into()), change.id(), from.name()));
            var into = known.get(succession.into());
            if (into == null && made.add(succession.into())) {
                entities.persist(new Region(succession.into(), succession.name(), day));
                if (succession.into().length() == 12) {
                    entities.createNativeQuery(
                                    "INSERT IGNORE INTO household_number (village, last) VALUES (:village, 0)")
                            .setParameter("village", succession.into())
                            .executeUpdate();
                }
            } else if (into != null) {
                into.rename(succession.name());
            }
        }
        for (var succession : successions) {
            if (!surviving.contains(succession.from())) {
                known.get(succession.from()).abolish(day.minusDays(1));
            }
        }
    }

    private void split(List<Succession> successions) {
        var into = new LinkedHashMap<String, List<String>>();
        successions.forEach(
                s -> into.computeIfAbsent(s.from(), from -> new ArrayList<>()).add(s.into()));
        into.forEach((from, all) -> {
            if (all.size() > 1) {
                all.remove(from);
                divisions.fire(new DivisionSplit(from, List.copyOf(all)));
            }
        });
    }

    private static List<MoveOrder.Move> moves(List<Succession> successions) {
        var successors = new HashMap<String, Integer>();
        successions.forEach(s -> successors.merge(s.from(), 1, Integer::sum));
        return successions.stream()
                .filter(s -> successors.get(s.from()) == 1 && !s.from().equals(s.into()))
                .map(s -> new MoveOrder.Move(s.from(), s.into()))
                .toList();
    }

    private static String common(List<Succession> successions) {
        var prefix = new RegionCode(successions.get(0).from()).path();
        for (var succession : successions) {
            for (var code : List.of(succession.from(), succession.into())) {
                prefix = prefix.stream().filter(code::startsWith).toList();
            }
        }
        return prefix.isEmpty() ? "" : prefix.get(prefix.size() - 1);
    }
}
