package org.jiedui.household.village.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.village.Infrastructure;
import org.jiedui.household.village.InfrastructureState;
import org.jiedui.household.village.VillageDescription;
import org.jiedui.household.village.VillageTrait;

/** The description of a village, as it is sent: replaces the present one. */
@Schema(
        name = "VillageProfileInput",
        examples =
                "{\"traits\":[\"WEAK\",\"POOR\"],\"incomes\":[{\"year\":2025,\"income\":\"186000.00\",\"goal\":\"300000.00\"}],\"infrastructure\":{\"WATER\":\"GOOD\",\"ROAD\":\"PARTIAL\"},\"cells\":[{\"code\":\"01\",\"name\":\"一网格\",\"keeper\":null}]}")
public record VillageProfileRequest(
        @NotNull @Size(max = 4) List<@NotNull VillageTrait> traits,
        @Size(max = 60) List<@NotNull @Valid Income> incomes,

        @Schema(description = "absent kinds are UNKNOWN")
        Map<@NotNull Infrastructure, @NotNull InfrastructureState> infrastructure,

        @Size(max = 200) List<@NotNull @Valid Cell> cells) {
    /** Collective income of a year, yuan. */
    @Schema(name = "VillageIncomeInput")
    public record Income(@NotNull @Min(1990) @Max(2100) Integer year, Money income, Money goal) {}

    /** A grid cell. */
    @Schema(name = "GridCellInput")
    public record Cell(
            @NotNull
            @Pattern(
                    regexp = "[A-Za-z0-9_-]{1,20}",
                    message = "FORMAT|应为 1 至 20 位字母数字|Must be 1 to 20 letters or digits")
            String code,

            @NotBlank @Size(max = 60) String name,

            @Schema(description = "account") @Size(min = 1, max = 64)
            String keeper) {}

    VillageDescription toDescription() {
        var violations = new ArrayList<Violation>();
        var years = new HashSet<Integer>();
        var codes = new HashSet<String>();
        var sums = incomes == null ? List.<Income>of() : incomes;
        var grid = cells == null ? List.<Cell>of() : cells;
        for (var i = 0; i < sums.size(); i++) {
            if (!years.add(sums.get(i).year())) {
                violations.add(
                        new Violation("/incomes/" + i + "/year", "DUPLICATE", "同一年度重复填报", "The year appears twice"));
            }
        }
        for (var i = 0; i < grid.size(); i++) {
            if (!codes.add(grid.get(i).code())) {
                violations.add(new Violation("/cells/" + i + "/code", "DUPLICATE", "网格代码重复", "The code appears twice"));
            }
        }
        if (!violations.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(violations);
        }
        var states = new EnumMap<Infrastructure, InfrastructureState>(Infrastructure.class);
        for (var kind : Infrastructure.values()) {
            states.put(
                    kind,
                    infrastructure == null
                            ? InfrastructureState.UNKNOWN
                            : infrastructure.getOrDefault(kind, InfrastructureState.UNKNOWN));
        }
        return new VillageDescription(
                traits.stream().distinct().sorted().toList(),
                sums.stream()
                        .map(i -> new VillageDescription.Income(i.year(), i.income(), i.goal()))
                        .sorted(Comparator.comparingInt(VillageDescription.Income::year)
                                .reversed())
                        .toList(),
                states,
                grid.stream()
                        .map(c -> new VillageDescription.Cell(c.code(), c.name().strip(), c.keeper()))
                        .sorted(Comparator.comparing(VillageDescription.Cell::code))
                        .toList());
    }
}
