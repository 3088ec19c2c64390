package org.jiedui.household.registration.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.RetentionRule;
import org.jiedui.household.registration.RetentionSubject;

/** A rule of retention. */
@Schema(name = "RetentionRule")
public record RetentionRuleView(
        RetentionSubject subject,

        @Schema(description = "division code; empty: everywhere")
        String region,

        int months,
        String source,
        long version,
        Instant updatedAt,
        String updatedBy) {
    static RetentionRuleView of(RetentionRule rule) {
        return new RetentionRuleView(
                rule.subject(),
                rule.region(),
                rule.months(),
                rule.source(),
                rule.version(),
                rule.updatedAt(),
                rule.updatedBy());
    }
}
