package org.jiedui.evaluation.cycle.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.cycle.PlanCycle;

/** A new cycle; without templates those of the programme's rules are asked. */
@Schema(example = """
        {"region":"330523","programme":"HOUSEHOLD_HELP","templates":["HELPER","HOUSEHOLD_SATISFACTION"],
         "periodFrom":"2026-01-01","periodTo":"2026-12-31","due":"2027-01-15"}""")
public record PlanCycleRequest(
        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}")
        String region,

        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String programme,
        @Size(max = 6) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String> templates,
        @NotNull LocalDate periodFrom,
        @NotNull LocalDate periodTo,
        @NotNull LocalDate due) {
    /** The command. */
    public PlanCycle toCommand() {
        return new PlanCycle(region, programme, templates, periodFrom, periodTo, due);
    }
}
