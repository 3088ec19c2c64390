package org.jiedui.evaluation.template.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.template.Indicator;
import org.jiedui.evaluation.template.Section;
import org.jiedui.evaluation.template.WriteTemplate;

/** A questionnaire as a client sends it. */
@Schema(example = """
        {"code":"HELPER","nameZh":"帮扶责任人评议","nameEn":"Evaluation of helpers","subjectRole":"HELPER",
         "sections":[{"path":"OFFICE","indicators":[
          {"code":"RESULTS","zh":"帮扶成效","en":"Results","weight":60,"min":0,"max":100,"mandatory":true},
          {"code":"POLICY","zh":"政策落实","en":"Policies carried out","weight":40,"min":0,"max":100,"mandatory":true}]}]}""")
public record TemplateRequest(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String code,
        @NotBlank @Size(max = 100) String nameZh,
        @NotBlank @Size(max = 100) String nameEn,
        @NotNull SubjectRole subjectRole,
        @NotNull @Size(min = 1, max = 8) List<@NotNull @Valid SectionRequest> sections) {

    /** One path's questions. */
    public record SectionRequest(
            @NotNull EvaluationPath path,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid IndicatorRequest> indicators) {}

    /** One question. */
    public record IndicatorRequest(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,39}")
            String code,

            @NotBlank @Size(max = 200) String zh,
            @NotBlank @Size(max = 200) String en,
            @NotNull @Min(1) @Max(100) Integer weight,
            @NotNull @Min(0) @Max(1000) Integer min,
            @NotNull @Min(0) @Max(1000) Integer max,
            @NotNull Boolean mandatory,
            @Size(max = 1000) String rubric) {}

    /** The command. */
    public WriteTemplate toCommand() {
        return new WriteTemplate(
                code,
                nameZh,
                nameEn,
                subjectRole,
                sections.stream()
                        .map(s -> new Section(
                                s.path(),
                                s.indicators().stream()
                                        .map(i -> new Indicator(
                                                i.code(),
                                                i.zh(),
                                                i.en(),
                                                i.weight(),
                                                i.min(),
                                                i.max(),
                                                i.mandatory(),
                                                i.rubric()))
                                        .toList()))
                        .toList());
    }
}
