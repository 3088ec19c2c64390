package org.jiedui.evaluation.template.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.template.Section;
import org.jiedui.evaluation.template.Template;

/** A template version as clients see it. */
@Schema(example = """
        {"id":"019ab000-0000-7000-8000-000000000006","code":"TEAM","number":2,"nameZh":"驻村工作队评议",
         "nameEn":"Evaluation of village teams","subjectRole":"TEAM","state":"RELEASED","sections":[{"path":"PARTNER","indicators":[
          {"code":"COOPERATION","zh":"与村两委协作","en":"Works with the village committees","weight":50,"min":1,"max":5,
           "mandatory":true,"rubric":null},
          {"code":"PROBLEMS","zh":"为村办实事","en":"Problems of the village solved","weight":50,"min":1,"max":5,
           "mandatory":true,"rubric":null}]}],"createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":1}""")
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
