package org.jiedui.evaluation.template.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.template.Section;
import org.jiedui.evaluation.template.Template;

/** A template version as clients see it. */
public record TemplateView(
        UUID id,
        String code,
        int number,
        String nameZh,
        String nameEn,
        SubjectRole subjectRole,
        Template.State state,
        List<Section> sections,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    static TemplateView of(Template template) {
        return new TemplateView(
                template.id(),
                template.code(),
                template.number(),
                template.nameZh(),
                template.nameEn(),
                template.subjectRole(),
                template.state(),
                template.sections(),
                template.createdAt(),
                template.updatedAt(),
                template.version());
    }
}
