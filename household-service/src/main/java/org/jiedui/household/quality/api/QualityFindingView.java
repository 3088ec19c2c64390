package org.jiedui.household.quality.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.quality.QualityFinding;
import org.jiedui.household.quality.QualityGroup;
import org.jiedui.household.quality.QualitySeverity;
import org.jiedui.household.quality.QualityState;
import org.jiedui.household.quality.QualitySubject;

/** A finding as the API shows it: points to what is wrong, never repeats a value. */
@Schema(
        name = "QualityFinding",
        examples =
                "{\"id\":\"019a9f00-0000-7000-8000-000000000401\",\"householdId\":\"019a9f00-0000-7000-8000-000000000301\",\"householdNumber\":\"33052310420100012\",\"region\":\"330523104201\",\"rule\":\"ID_MISSING\",\"group\":\"IDENTITY\",\"text\":\"缺少证件号\",\"subject\":{\"kind\":\"MEMBER\",\"id\":\"019a9f00-0000-7000-8000-000000000302\",\"field\":\"idNumber\"},\"severity\":\"WARN\",\"state\":\"OPEN\",\"office\":\"330523104201\",\"assignee\":null,\"due\":\"2026-12-10\",\"foundAt\":\"2026-11-25T01:30:00.000Z\",\"times\":1,\"resolvedAt\":null,\"waiver\":null,\"version\":0}")
public record QualityFindingView(
        UUID id,
        UUID householdId,
        String householdNumber,
        String region,
        String rule,
        QualityGroup group,
        String text,
        Subject subject,
        QualitySeverity severity,
        QualityState state,

        @Schema(description = "division whose office owns it")
        String office,

        @Schema(description = "account; null: anybody of the office")
        String assignee,

        LocalDate due,
        Instant foundAt,
        @Schema(description = "how often it was found anew") int times,
        Instant resolvedAt,
        Waiver waiver,
        long version) {
    /** What is wrong. */
    @Schema(name = "QualityFindingSubject")
    public record Subject(QualitySubject kind, UUID id, String field) {}

    /** Why nothing is done about it, and until when. */
    @Schema(name = "QualityWaiver")
    public record Waiver(String reason, LocalDate until, String by) {}

    static QualityFindingView of(QualityFinding finding, boolean chinese) {
        var rule = finding.rule();
        return new QualityFindingView(
                finding.id(),
                finding.householdId(),
                finding.householdNumber(),
                finding.region(),
                rule.name(),
                rule.group(),
                chinese ? rule.zh() : rule.en(),
                new Subject(rule.subject(), finding.subject(), rule.field()),
                finding.severity(),
                finding.state(),
                finding.office(),
                finding.assignee(),
                finding.due(),
                finding.foundAt(),
                finding.times(),
                finding.resolvedAt(),
                finding.waivedUntil() == null
                        ? null
                        : new Waiver(finding.waiverReason(), finding.waivedUntil(), finding.waivedBy()),
                finding.version());
    }
}
