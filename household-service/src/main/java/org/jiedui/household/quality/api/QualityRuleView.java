package org.jiedui.household.quality.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.quality.QualityBasis;
import org.jiedui.household.quality.QualityGroup;
import org.jiedui.household.quality.QualityRule;
import org.jiedui.household.quality.QualitySeverity;
import org.jiedui.household.quality.QualitySubject;

/** A rule of the catalogue. */
@Schema(
        name = "QualityRule",
        examples =
                "{\"code\":\"SPOUSE_SAME_SEX\",\"group\":\"FAMILY\",\"text\":\"配偶与户主性别相同\",\"severity\":\"WARN\",\"defaultSeverity\":\"WARN\",\"basis\":\"RECORD\",\"subject\":\"MEMBER\",\"field\":\"relation\"}")
public record QualityRuleView(
        String code,
        QualityGroup group,

        @Schema(description = "what is wrong when the rule finds something")
        String text,

        @Schema(description = "as configured here") QualitySeverity severity,
        QualitySeverity defaultSeverity,

        @Schema(description = "RECORD: asked when the household changes; TIME, OTHERS: every night of all as well")
        QualityBasis basis,

        QualitySubject subject,
        @Schema(description = "field of the subject") String field) {
    static QualityRuleView of(QualityRule rule, QualitySeverity severity, boolean chinese) {
        return new QualityRuleView(
                rule.name(),
                rule.group(),
                chinese ? rule.zh() : rule.en(),
                severity,
                rule.severity(),
                rule.basis(),
                rule.subject(),
                rule.field());
    }
}
