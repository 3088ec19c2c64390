package org.jiedui.household.village;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jiedui.household.region.DivisionMoved;

/**
 * The village that another became gets its description; one that is described already gets its grid cells, except those
 * whose code it has. The old village stays as it was last. In the transaction of the move.
 */
@ApplicationScoped
public class VillageFollowing {
    private final VillageDescribing describing;
    private final VillageRepository villages;

    VillageFollowing(VillageDescribing describing, VillageRepository villages) {
        this.describing = describing;
        this.villages = villages;
    }

    void on(@Observes DivisionMoved moved) {
        var known = villages.described(List.of(moved.from(), moved.into()));
        var old = known.get(moved.from());
        var now = known.get(moved.into());
        if (old == null || now == null || old.profile() == null) {
            return;
        }
        var taken = now.description().cells().stream()
                .map(VillageDescription.Cell::code)
                .collect(Collectors.toSet());
        var cells = old.description().cells().stream()
                .filter(cell -> !taken.contains(cell.code()))
                .toList();
        var description = now.profile() == null ? old.description() : with(now.description(), cells);
        describing.describe(moved.caller(), now, description, "RULE");
        if (!cells.isEmpty()) {
            villages.getEntityManager()
                    .createNativeQuery(
                            "UPDATE household_cell SET village = :into WHERE village = :from AND cell IN (:cells)")
                    .setParameter("into", moved.into())
                    .setParameter("from", moved.from())
                    .setParameter(
                            "cells",
                            cells.stream().map(VillageDescription.Cell::code).toList())
                    .executeUpdate();
        }
    }

    private static VillageDescription with(VillageDescription own, List<VillageDescription.Cell> more) {
        var cells = new ArrayList<>(own.cells());
        cells.addAll(more);
        return new VillageDescription(own.traits(), own.incomes(), own.infrastructure(), cells);
    }
}
