package org.jiedui.household.plan.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.Project;
import org.jiedui.household.plan.ProjectKind;
import org.jiedui.household.plan.ProjectState;
import org.jiedui.household.plan.Subsidy;

/** A project as the API shows it. */
@Schema(name = "Project")
public record ProjectView(
        UUID id,
        String region,
        ProjectKind kind,
        ProjectState state,
        String name,
        MeasureCategory category,
        UUID fundId,

        @Schema(type = SchemaType.STRING, examples = "12000.00")
        Money amount,

        LocalDate from,
        LocalDate to,
        String provider,
        String result,
        List<MeasureTag> tags,
        Subsidy subsidy,
        @Schema(description = "how many it reaches") int households,
        String recordedBy,
        Instant recordedAt,
        long version) {
    /** The project as it is. */
    public static ProjectView of(Project project) {
        return new ProjectView(
                project.id(),
                project.region(),
                project.kind(),
                project.state(),
                project.name(),
                project.category(),
                project.fundId(),
                project.amount(),
                project.from(),
                project.to(),
                project.provider(),
                project.result(),
                project.tags(),
                project.subsidy(),
                project.households(),
                project.recordedBy(),
                project.recordedAt(),
                project.version());
    }
}
