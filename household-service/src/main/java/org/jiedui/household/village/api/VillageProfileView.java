package org.jiedui.household.village.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.village.Infrastructure;
import org.jiedui.household.village.InfrastructureState;
import org.jiedui.household.village.VillageDescription;
import org.jiedui.household.village.VillageRepository.Described;
import org.jiedui.household.village.VillageTrait;

/** A village as it is described. */
@Schema(
        name = "VillageProfile",
        examples =
                "{\"id\":\"3b5f1c06-6a0c-3c0e-9a5a-3f6c1f9d2b11\",\"village\":\"330523104201\",\"traits\":[\"WEAK\"],\"incomes\":[{\"year\":2025,\"income\":\"186000.00\",\"goal\":\"300000.00\"}],\"infrastructure\":{\"WATER\":\"GOOD\",\"ROAD\":\"PARTIAL\",\"DRAINAGE\":\"NONE\",\"WASTE\":\"GOOD\",\"GREENING\":\"UNKNOWN\"},\"cells\":[{\"code\":\"01\",\"name\":\"一网格\",\"keeper\":null}],\"updatedAt\":\"2026-03-01T02:00:00.000Z\",\"version\":1}")
public record VillageProfileView(
        @Schema(description = "null when nobody described it yet")
        UUID id,

        String village,
        List<VillageTrait> traits,
        List<VillageDescription.Income> incomes,
        Map<Infrastructure, InfrastructureState> infrastructure,

        @Schema(description = "keepers only for offices of the village")
        List<VillageDescription.Cell> cells,

        Instant updatedAt,
        long version) {
    static VillageProfileView of(Described village, boolean withKeepers) {
        return new VillageProfileView(
                village.profile() == null ? null : village.profile().id(),
                village.village(),
                village.description().traits(),
                village.description().incomes(),
                village.description().infrastructure(),
                village.description().cells().stream()
                        .map(cell -> withKeepers ? cell : new VillageDescription.Cell(cell.code(), cell.name(), null))
                        .toList(),
                village.profile() == null ? null : village.profile().updatedAt(),
                village.tag());
    }
}
