package org.jiedui.household.village;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;

/** A grid cell of a village, with its keeper. */
@Entity
class GridCell {
    @Embeddable
    record Key(String village, String code) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String name;
    private String keeper;

    protected GridCell() {}

    GridCell(String village, VillageDescription.Cell cell) {
        key = new Key(village, cell.code());
        set(cell);
    }

    final void set(VillageDescription.Cell cell) {
        name = cell.name();
        keeper = cell.keeper();
    }

    String village() {
        return key.village();
    }

    VillageDescription.Cell cell() {
        return new VillageDescription.Cell(key.code(), name, keeper);
    }
}
