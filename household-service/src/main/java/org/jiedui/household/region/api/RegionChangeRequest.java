package org.jiedui.household.region.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.region.ChangeRegions;
import org.jiedui.household.region.RegionChangeKind;

/** What became of divisions. */
@Schema(
        name = "RegionChangeInput",
        examples =
                "{\"kind\":\"MERGE\",\"effectiveOn\":\"2026-01-01\",\"source\":\"安吉县行政村规模调整方案\",\"successions\":[{\"from\":\"330523104201\",\"into\":\"330523104301\",\"name\":\"磻溪新村\"},{\"from\":\"330523104202\",\"into\":\"330523104301\"}]}")
public record RegionChangeRequest(
        @NotNull RegionChangeKind kind,

        @Schema(description = "first day of the new state; today or before") @NotNull
        LocalDate effectiveOn,

        @Schema(description = "the document that orders it") @NotBlank @Size(max = 300)
        String source,

        @Schema(
                description =
                        "the divisions concerned. Divisions below follow with the rest of their code; those of a split one, and those whose code would be taken, have to be named")
        @NotNull
        @Size(min = 1, max = 2000)
        List<@NotNull @Valid Succession> successions) {
    private static final String CODE = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}";

    /** One division becomes another. */
    @Schema(name = "RegionSuccessionInput")
    public record Succession(
            @NotNull @Pattern(regexp = CODE, message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code")
            String from,

            @Schema(description = "may be the same: a rename, or the one that goes on")
            @NotNull
            @Pattern(regexp = CODE, message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code")
            String into,

            @Schema(description = "of the new one; absent where it exists or keeps its name") @Size(min = 1, max = 100)
            String name) {}

    ChangeRegions toCommand() {
        return new ChangeRegions(
                kind,
                effectiveOn,
                source.strip(),
                successions.stream()
                        .map(s -> new ChangeRegions.Succession(
                                s.from(),
                                s.into(),
                                s.name() == null ? null : s.name().strip()))
                        .toList());
    }
}
