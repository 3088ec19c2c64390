package org.jiedui.notification.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Map;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.audience.EventType;

/** Adds a revision of a template. Messages that were written before keep their words. */
@ApplicationScoped
public class TemplateRevision {
    private enum Fault {
        UNKNOWN_EVENT_TYPE,
        UNKNOWN_VARIABLE,
        UNBALANCED_BRACES,
        PROVIDER_ID_NEEDED
    }

    private final TemplateRepository templates;
    private final Variables variables;
    private final Event<Template> saved;
    private final AuditTrail audit;
    private final TimeSource time;

    TemplateRevision(
            TemplateRepository templates,
            Variables variables,
            Event<Template> saved,
            AuditTrail audit,
            TimeSource time) {
        this.templates = templates;
        this.saved = saved;
        this.variables = variables;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Saves the draft as the new revision in force: for its province, without one for the caller's, so that nobody but an
     * office of the whole deployment rewrites what others read.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code TEMPLATE_INVALID} with all faults; {@code OUTSIDE_REGION}
     *     for a province that is not the caller's
     */
    @Transactional
    public Template save(Caller caller, TemplateDraft draft) {
        check(draft);
        var region = draft.region().isEmpty() ? caller.regionPrefix() : draft.region();
        caller.requireCovers(region);
        var next = templates.highest(draft.eventType(), draft.channel()) + 1;
        var template = new Template(Ids.next(), draft.in(region), next, caller.subject(), time.now());
        templates.persistAndFlush(template);
        saved.fire(template);
        audit.record(
                caller,
                "TEMPLATE_REVISED",
                "template",
                template.id(),
                "",
                Map.of("eventType", draft.eventType(), "channel", draft.channel(), "revision", next));
        return template;
    }

    /** Refuses a draft that names unknown variables or has braces left over; says all that is wrong. */
    public EventType check(TemplateDraft draft) {
        var type = EventType.named(draft.eventType())
                .orElseThrow(() -> NotificationProblem.TEMPLATE_INVALID.because(
                        Reason.of(Fault.UNKNOWN_EVENT_TYPE, "没有此事件类型", "No such event type")));
        var known = variables.of(type);
        var faults = new ArrayList<Reason>();
        for (var text : draft.texts()) {
            for (var name : text.variables()) {
                if (!known.contains(name)) {
                    faults.add(Reason.of(
                            Fault.UNKNOWN_VARIABLE, "未知变量 {" + name + "}", "Unknown variable {" + name + "}"));
                }
            }
            if (text.malformed()) {
                faults.add(Reason.of(Fault.UNBALANCED_BRACES, "花括号不成对", "A brace stands alone"));
            }
        }
        if (draft.channel() == TextChannel.SMS && draft.providerId() == null) {
            faults.add(Reason.of(
                    Fault.PROVIDER_ID_NEEDED, "短信模板须填写服务商的模板编号", "An SMS template needs its id at the provider"));
        }
        if (!faults.isEmpty()) {
            throw NotificationProblem.TEMPLATE_INVALID.because(
                    faults.stream().distinct().toList());
        }
        return type;
    }
}
