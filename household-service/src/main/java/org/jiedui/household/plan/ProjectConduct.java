package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/**
 * Begins projects and training classes, notes attendance, completes them; township and above, in their region. Each verb is
 * one transaction; the households' measures are written as one batch.
 */
@ApplicationScoped
public class ProjectConduct {
    /** Most households of one project. */
    public static final int MOST = 5000;

    private static final String[] OFFICES = {Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE};

    private final ProjectRepository projects;
    private final HouseholdRepository households;
    private final FundAccounts accounts;
    private final ChangeLog changes;
    private final TimeSource time;

    ProjectConduct(
            ProjectRepository projects,
            HouseholdRepository households,
            FundAccounts accounts,
            ChangeLog changes,
            TimeSource time) {
        this.projects = projects;
        this.households = households;
        this.accounts = accounts;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Begins it: takes its amount from the fund ({@code FUND_EXCEEDED} beyond the remainder) and gives each household its
     * share as a measure. The shares add up to the amount.
     */
    @Transactional
    public Project open(Caller caller, OpenProject command) {
        caller.requireRole(OFFICES);
        caller.requireCovers(command.region());
        var reached = command.households() == null
                ? bySegment(caller, command)
                : byId(caller, command.region(), command.households());
        if (reached.isEmpty()) {
            throw HouseholdProblem.SEGMENT_EMPTY.problem();
        }
        if (reached.size() > MOST) {
            throw HouseholdProblem.SEGMENT_TOO_LARGE.because(
                    new Reason("MOST", "一次不超过 " + MOST + " 户", "At most " + MOST + " households"));
        }
        FundsSource source = null;
        if (command.fundId() != null) {
            source = accounts.usable(command.fundId(), command.region()).source();
            if (command.amount() != null) {
                accounts.allocate(command.fundId(), command.region(), command.amount());
            }
        }
        var project = new Project(command, reached.size(), caller.subject(), time.now());
        projects.persistAndFlush(project);
        var shares = command.amount() == null ? List.<Money>of() : SharePolicy.shares(command.amount(), reached.size());
        announce(reached, projects.share(project, reached, shares, source));
        changes.record("projects", project.id(), project.region(), project.version(), Change.Operation.UPSERT);
        return project;
    }

    /**
     * Lets further households take part while it is running. What they get comes on top of its amount, out of its fund
     * ({@code FUND_EXCEEDED} beyond the remainder), and is shared out among them; those who had a share keep it.
     */
    @Transactional
    public Project add(Caller caller, UUID id, LongConsumer precondition, List<UUID> further, Money amount) {
        caller.requireRole(OFFICES);
        var project = projects.require(caller, id);
        var entities = projects.getEntityManager();
        entities.refresh(project, LockModeType.PESSIMISTIC_WRITE);
        precondition.accept(project.version());
        project.requireRunning();
        var reached = byId(caller, project.region(), further);
        var known = projects.participants(id, reached.keySet());
        if (!known.isEmpty()) {
            throw HouseholdProblem.ALREADY_A_PARTICIPANT.because(new Reason(
                    "OF_IT_ALREADY", known.size() + " 户已参加", known.size() + " households are of it already"));
        }
        if (project.households() + reached.size() > MOST) {
            throw HouseholdProblem.SEGMENT_TOO_LARGE.because(
                    new Reason("MOST", "一个项目不超过 " + MOST + " 户", "At most " + MOST + " households in a project"));
        }
        FundsSource source = null;
        if (project.fundId() != null && amount != null) {
            source = accounts.usable(project.fundId(), project.region()).source();
            accounts.allocate(project.fundId(), project.region(), amount);
        }
        project.extend(reached.size(), amount);
        projects.flush();
        var shares = amount == null ? List.<Money>of() : SharePolicy.shares(amount, reached.size());
        announce(reached, projects.share(project, reached, shares, source));
        changes.record("projects", id, project.region(), project.version(), Change.Operation.UPSERT);
        return project;
    }

    private void announce(Map<UUID, String> reached, List<UUID> measures) {
        var regions = List.copyOf(reached.values());
        changes.record(IntStream.range(0, measures.size())
                .mapToObj(i -> new Change("measures", measures.get(i), regions.get(i), 0, Change.Operation.UPSERT))
                .toList());
    }

    private Map<UUID, String> byId(Caller caller, String region, List<UUID> named) {
        var ids = new LinkedHashSet<>(named);
        var query = households
                .getEntityManager()
                .createQuery(
                        "select e.id, e.region from Household e where e.id in :ids and e.region like :below and"
                                + " e.closedOn is null and " + HouseholdRepository.visible(caller, "e")
                                + " order by e.id",
                        Object[].class)
                .setParameter("ids", ids)
                .setParameter("below", region + "%");
        var found = read(caller, query);
        if (found.size() < ids.size()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return found;
    }

    private Map<UUID, String> bySegment(Caller caller, OpenProject command) {
        var segment = command.segment();
        var hql = new StringBuilder(
                        "select e.id, e.region from Household e where e.region like :below and e.closedOn is null and ")
                .append(HouseholdRepository.visible(caller, "e"));
        if (!segment.types().isEmpty()) {
            hql.append(" and e.type in :types");
        }
        if (segment.monitored() != null) {
            hql.append(segment.monitored() ? " and " : " and not ")
                    .append("(e.category is not null and e.stable = false)");
        }
        if (!segment.needs().isEmpty()) {
            hql.append(IntStream.range(0, segment.needs().size())
                    .mapToObj(i -> "concat(',', e.needs, ',') like :need" + i)
                    .collect(Collectors.joining(" or ", " and (", ")")));
        }
        var query = households
                .getEntityManager()
                .createQuery(hql.append(" order by e.id").toString(), Object[].class)
                .setParameter("below", command.region() + "%")
                .setMaxResults(MOST + 1);
        if (!segment.types().isEmpty()) {
            query.setParameter("types", segment.types());
        }
        for (var i = 0; i < segment.needs().size(); i++) {
            query.setParameter("need" + i, "%," + segment.needs().get(i).name() + ",%");
        }
        return read(caller, query);
    }

    private Map<UUID, String> read(Caller caller, TypedQuery<Object[]> query) {
        households.visibility(caller).forEach(query::setParameter);
        var found = new LinkedHashMap<UUID, String>();
        query.getResultStream().forEach(row -> found.put((UUID) row[0], (String) row[1]));
        return found;
    }

    /**
     * Notes who was present on a day of a training class, replacing what was noted before; who is not named was absent.
     * Refuses a day outside its period or in the future, and households that are not of it.
     */
    @Transactional
    public Project attend(Caller caller, UUID id, LongConsumer precondition, LocalDate day, List<UUID> present) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var project = projects.require(caller, id);
        precondition.accept(project.version());
        project.requireRunning();
        if (project.kind() != ProjectKind.TRAINING_CLASS) {
            throw HouseholdProblem.PROJECT_STATE.because(
                    Reason.of(project.kind(), "只有培训班登记出勤", "Attendance is for training classes only"));
        }
        if (day.isAfter(time.today())
                || day.isBefore(project.from())
                || (project.to() != null && day.isAfter(project.to()))) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(
                    new Violation("/day", "OUT_OF_PERIOD", "不在培训期内或为将来的日期", "Outside the class, or in the future")));
        }
        var named = new LinkedHashSet<>(present);
        var entities = projects.getEntityManager();
        entities.lock(project, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        var of = projects.attend(project, day, named, caller.subject(), time.now());
        if (of < named.size()) {
            throw HouseholdProblem.NOT_A_PARTICIPANT.because(new Reason(
                    "NOT_OF_IT", (named.size() - of) + " 户未参加", (named.size() - of) + " households are not of it"));
        }
        projects.flush();
        changes.record("projects", id, project.region(), project.version(), Change.Operation.UPSERT);
        return project;
    }

    /** Completes it: the result becomes that of every measure that has none yet. */
    @Transactional
    public Project complete(Caller caller, UUID id, LongConsumer precondition, String result) {
        caller.requireRole(OFFICES);
        var project = projects.require(caller, id);
        precondition.accept(project.version());
        project.complete(result, time.today());
        projects.flush();
        var entities = projects.getEntityManager();
        @SuppressWarnings("unchecked")
        List<Object[]> measures = entities.createQuery(
                        "select m.id, m.region, m.version from Measure m where m.projectId = :project"
                                + " and m.result is null and m.cancelledAt is null",
                        Object[].class)
                .setParameter("project", id)
                .getResultList();
        if (!measures.isEmpty()) {
            entities.createQuery("update Measure m set m.result = :result, m.toDay = coalesce(m.toDay, :last),"
                            + " m.version = m.version + 1 where m.projectId = :project and m.result is null"
                            + " and m.cancelledAt is null")
                    .setParameter("result", result)
                    .setParameter("last", project.to())
                    .setParameter("project", id)
                    .executeUpdate();
        }
        changes.record(measures.stream()
                .map(row -> new Change(
                        "measures", (UUID) row[0], (String) row[1], (long) row[2] + 1, Change.Operation.UPSERT))
                .toList());
        changes.record("projects", id, project.region(), project.version(), Change.Operation.UPSERT);
        return project;
    }
}
