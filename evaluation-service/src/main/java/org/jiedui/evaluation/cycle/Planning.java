package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.cycle.CyclePlan.PlannedPath;
import org.jiedui.evaluation.template.Template;
import org.jiedui.evaluation.template.TemplateRepository;

/** Plans cycles: which rules and template versions a cycle will have. */
@ApplicationScoped
public class Planning {
    /** Why a cycle cannot be planned. */
    public enum Obstacle {
        /** No rules say who evaluates whom in this programme on the last day of the period. */
        UNKNOWN_PROGRAMME,
        /** The period ends before it begins. */
        PERIOD_REVERSED,
        /** The last day for answers is over already. */
        DUE_IN_THE_PAST,
        /** There is no released template of this code. */
        UNKNOWN_TEMPLATE,
        /** None of the templates asks this path. */
        PATH_WITHOUT_TEMPLATE,
        /** More than one template asks this path. */
        PATH_WITH_TWO_TEMPLATES,
        /** A template asks no path of this programme. */
        TEMPLATE_WITHOUT_PATH
    }

    private final CycleRepository cycles;
    private final RuleBook rules;
    private final TemplateRepository templates;
    private final FieldHistory history;
    private final ChangeLog changes;
    private final TimeSource time;

    Planning(
            CycleRepository cycles,
            RuleBook rules,
            TemplateRepository templates,
            FieldHistory history,
            ChangeLog changes,
            TimeSource time) {
        this.cycles = cycles;
        this.rules = rules;
        this.templates = templates;
        this.history = history;
        this.changes = changes;
        this.time = time;
    }

    /** Plans a cycle in the caller's region, as a draft. */
    @Transactional
    public Cycle plan(Caller caller, PlanCycle command) {
        caller.requireCovers(command.region());
        var obstacles = new ArrayList<Reason>();
        if (command.periodTo().isBefore(command.periodFrom())) {
            obstacles.add(Reason.of(Obstacle.PERIOD_REVERSED, "评议期结束早于开始", "The period ends before it begins"));
        }
        if (command.due().isBefore(time.today())) {
            obstacles.add(Reason.of(Obstacle.DUE_IN_THE_PAST, "截止日期已过", "The last day for answers is over"));
        }
        var plan = pin(command.programme(), command.periodTo(), command.templates(), obstacles);
        var id = Ids.next();
        refuseOverlap(id, command.region(), command.programme(), command.periodFrom(), command.periodTo());
        var cycle = new Cycle(id, command, plan, time.now());
        cycles.persistAndFlush(cycle);
        history.record(
                caller,
                "evaluation-cycle",
                cycle.id(),
                cycle.region(),
                cycle.version(),
                null,
                CycleFields.of(cycle),
                "APP",
                null);
        changes.record("evaluation-cycles", cycle.id(), cycle.region(), cycle.version(), Change.Operation.UPSERT);
        return cycle;
    }

    /** The same templates in their newest released versions, with the rules of the period's last day. */
    CyclePlan pinNow(Cycle cycle) {
        return pin(cycle.programme(), cycle.periodTo(), cycle.plan().templates(), new ArrayList<>());
    }

    void refuseOverlap(UUID self, String region, String programme, LocalDate from, LocalDate to) {
        var others = cycles.overlapping(self, region, programme, from, to);
        if (!others.isEmpty()) {
            throw EvaluationProblem.CYCLE_OVERLAPS.because(others.stream()
                    .map(other -> new Reason(
                            "PERIOD_TAKEN",
                            "%s 至 %s 已有评议周期".formatted(other.periodFrom(), other.periodTo()),
                            "There is a cycle from %s to %s".formatted(other.periodFrom(), other.periodTo())))
                    .toList());
        }
    }

    private CyclePlan pin(String programme, LocalDate day, List<String> chosen, List<Reason> obstacles) {
        var paths = rules.paths(programme, day);
        var figures = rules.figures(programme, day);
        if (paths.isEmpty() || figures.isEmpty()) {
            obstacles.add(Reason.of(Obstacle.UNKNOWN_PROGRAMME, "该项目没有评议规则", "The programme has no evaluation rules"));
            throw EvaluationProblem.CYCLE_REFUSED.because(obstacles);
        }
        var codes = new LinkedHashSet<String>();
        if (chosen == null || chosen.isEmpty()) {
            paths.forEach(p -> codes.add(p.templateCode()));
        } else {
            codes.addAll(chosen);
        }
        var released = new ArrayList<Template>();
        for (var code : codes) {
            templates
                    .newestReleased(code)
                    .ifPresentOrElse(
                            released::add,
                            () -> obstacles.add(Reason.of(
                                    Obstacle.UNKNOWN_TEMPLATE,
                                    "没有已发布的评议表 " + code,
                                    "There is no released template " + code)));
        }
        var planned = new ArrayList<PlannedPath>();
        var used = new LinkedHashSet<Template>();
        for (var rule : paths) {
            var asking = released.stream()
                    .filter(t -> t.subjectRole() == rule.subjectRole()
                            && t.section(rule.path()).isPresent())
                    .toList();
            var name = rule.subjectRole() + "/" + rule.path();
            if (asking.isEmpty()) {
                obstacles.add(Reason.of(Obstacle.PATH_WITHOUT_TEMPLATE, "没有评议表覆盖 " + name, "No template asks " + name));
            } else if (asking.size() > 1) {
                obstacles.add(Reason.of(
                        Obstacle.PATH_WITH_TWO_TEMPLATES, "多个评议表覆盖 " + name, "Several templates ask " + name));
            } else {
                var template = asking.get(0);
                used.add(template);
                planned.add(new PlannedPath(
                        rule.subjectRole(),
                        rule.path(),
                        rule.weight(),
                        rule.mostEvaluators(),
                        template.id(),
                        template.code(),
                        template.number(),
                        rule.assigneeRole()));
            }
        }
        released.stream()
                .filter(t -> !used.contains(t))
                .forEach(t -> obstacles.add(Reason.of(
                        Obstacle.TEMPLATE_WITHOUT_PATH,
                        "评议表 " + t.code() + " 不属于该项目",
                        "Template " + t.code() + " asks no path of this programme")));
        if (!obstacles.isEmpty()) {
            throw EvaluationProblem.CYCLE_REFUSED.because(obstacles);
        }
        return new CyclePlan(List.copyOf(codes), planned, figures.get());
    }
}
