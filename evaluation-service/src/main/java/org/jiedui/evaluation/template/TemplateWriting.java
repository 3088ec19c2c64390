package org.jiedui.evaluation.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationProblem;

/** Versions of templates: made as drafts, rewritten while drafts, released for good. */
@ApplicationScoped
public class TemplateWriting {
    private final TemplateRepository templates;
    private final AuditTrail audit;
    private final TimeSource time;

    TemplateWriting(TemplateRepository templates, AuditTrail audit, TimeSource time) {
        this.templates = templates;
        this.audit = audit;
        this.time = time;
    }

    /** Makes the next version of the code. Two at once: one of them is refused as a duplicate. */
    @Transactional
    public Template write(WriteTemplate command) {
        check(command.sections());
        var template = new Template(Ids.next(), templates.lastNumber(command.code()) + 1, command, time.now());
        templates.persistAndFlush(template);
        return template;
    }

    /** Replaces the content of a draft. The code stays. */
    @Transactional
    public Template rewrite(Template template, WriteTemplate command) {
        check(command.sections());
        template.rewrite(command, time.now());
        templates.flush();
        return template;
    }

    /** Releases a draft: from now on new cycles use it. */
    @Transactional
    public Template release(Caller caller, Template template) {
        template.release(time.now());
        templates.flush();
        audit.record(
                caller,
                "TEMPLATE_RELEASED",
                "evaluation-template",
                template.id(),
                caller.region().equals("*") ? "" : caller.region(),
                Map.of("code", template.code(), "number", template.number()));
        return template;
    }

    private static void check(List<Section> sections) {
        var reasons = TemplatePolicy.check(sections).stream()
                .map(TemplateWriting::reason)
                .toList();
        if (!reasons.isEmpty()) {
            throw EvaluationProblem.TEMPLATE_REFUSED.because(reasons);
        }
    }

    private static Reason reason(TemplatePolicy.Finding finding) {
        var where = finding.where();
        return switch (finding.flaw()) {
            case WEIGHTS_NOT_100 ->
                Reason.of(
                        finding.flaw(),
                        "%s 的权重之和为 %d，应为 100".formatted(where, finding.figure()),
                        "The weights of %s add up to %d, not 100".formatted(where, finding.figure()));
            case DUPLICATE_PATH -> Reason.of(finding.flaw(), where + " 重复", where + " appears twice");
            case DUPLICATE_INDICATOR -> Reason.of(finding.flaw(), "指标 " + where + " 重复", where + " appears twice");
            case EMPTY_SCALE -> Reason.of(finding.flaw(), where + " 的分值范围为空", "The scale of " + where + " is empty");
            case NOTHING_MANDATORY ->
                Reason.of(finding.flaw(), where + " 没有必答指标", where + " has no mandatory indicator");
        };
    }
}
