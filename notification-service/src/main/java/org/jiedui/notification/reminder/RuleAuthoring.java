package org.jiedui.notification.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.template.Variables;

/** Adds and changes rules. Matters that wait already keep the time of their next reminder. */
@ApplicationScoped
public class RuleAuthoring {
    private enum Fault {
        BAD_TRIGGER,
        UNKNOWN_EVENT_TYPE,
        UNKNOWN_PROPERTY,
        NO_STOP,
        NEGATIVE_DELAY,
        ENDLESS_REPETITION,
        CODE_CHANGED
    }

    private final ReminderRules rules;
    private final Variables variables;
    private final AuditTrail audit;
    private final TimeSource time;

    RuleAuthoring(ReminderRules rules, Variables variables, AuditTrail audit, TimeSource time) {
        this.rules = rules;
        this.variables = variables;
        this.audit = audit;
        this.time = time;
    }

    /** Adds a rule; {@code DUPLICATE}, or {@code REMINDER_RULE_INVALID} with all that is wrong. */
    @Transactional
    public ReminderRule add(Caller caller, RuleDraft draft) {
        check(draft);
        if (rules.exists(draft.code())) {
            throw CommonProblem.DUPLICATE.problem();
        }
        var rule = new ReminderRule(Ids.next(), draft, caller.subject(), time.now());
        rules.persistAndFlush(rule);
        rules.changed();
        audit.record(caller, "REMINDER_RULE_ADDED", "reminder-rule", rule.id(), "", Map.of("code", draft.code()));
        return rule;
    }

    /** Replaces a rule except for its code. */
    @Transactional
    public ReminderRule replace(Caller caller, UUID id, RuleDraft draft, String ifMatch) {
        var rule = rules.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, rule.version());
        check(draft);
        if (!rule.draft().code().equals(draft.code())) {
            throw NotificationProblem.REMINDER_RULE_INVALID.because(
                    Reason.of(Fault.CODE_CHANGED, "规则代码不可更改", "The code cannot be changed"));
        }
        rule.replace(draft, caller.subject(), time.now());
        rules.flush();
        rules.changed();
        audit.record(caller, "REMINDER_RULE_CHANGED", "reminder-rule", id, "", Map.of("code", draft.code()));
        return rule;
    }

    private void check(RuleDraft draft) {
        var faults = new ArrayList<Reason>();
        triggers(draft.starts(), faults);
        triggers(draft.stops(), faults);
        if (draft.stops().isEmpty() && draft.unless() == Unless.NEVER && draft.repeatEvery() != null) {
            faults.add(Reason.of(Fault.NO_STOP, "重复的催办须有停止条件", "A repeated reminder needs something that stops it"));
        }
        if (draft.anchor() == null && draft.delay().isNegative()) {
            faults.add(
                    Reason.of(Fault.NEGATIVE_DELAY, "没有基准日期时不可提前", "Without an anchor the delay cannot be negative"));
        }
        if (draft.repeatEvery() != null
                && (draft.repeatEvery().isNegative() || draft.repeatEvery().isZero())) {
            faults.add(Reason.of(Fault.ENDLESS_REPETITION, "重复间隔须为正", "The repetition must be longer than nothing"));
        }
        for (var property : new String[] {draft.anchor(), draft.groupProperty()}) {
            if (property != null) {
                draft.starts().stream()
                        .flatMap(text -> Trigger.of(text).stream())
                        .flatMap(trigger -> EventType.named(trigger.event()).stream())
                        .filter(type -> !variables.of(type).contains(property))
                        .forEach(type -> faults.add(unknown(type, property)));
            }
        }
        if (!faults.isEmpty()) {
            throw NotificationProblem.REMINDER_RULE_INVALID.because(
                    faults.stream().distinct().toList());
        }
    }

    private void triggers(List<String> texts, List<Reason> faults) {
        for (var text : texts) {
            var trigger = Trigger.of(text);
            if (trigger.isEmpty()) {
                faults.add(Reason.of(Fault.BAD_TRIGGER, "触发条件格式错误：" + text, "Not event:property?name=value: " + text));
                continue;
            }
            var type = EventType.named(trigger.get().event())
                    .filter(found -> !found.context().equals("notification"));
            if (type.isEmpty()) {
                faults.add(Reason.of(
                        Fault.UNKNOWN_EVENT_TYPE,
                        "没有此事件类型：" + trigger.get().event(),
                        "No such event type: " + trigger.get().event()));
                continue;
            }
            var known = variables.of(type.get());
            for (var property :
                    new String[] {trigger.get().property(), trigger.get().name()}) {
                if (property != null && !known.contains(property)) {
                    faults.add(unknown(type.get(), property));
                }
            }
        }
    }

    private static Reason unknown(EventType type, String property) {
        return Reason.of(
                Fault.UNKNOWN_PROPERTY,
                type.eventName() + " 没有属性 " + property,
                type.eventName() + " has no property " + property);
    }
}
