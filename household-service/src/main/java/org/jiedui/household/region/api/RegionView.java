package org.jiedui.household.region.api;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.region.Region;
import org.jiedui.household.region.RegionLevel;

/** A division as the API shows it. */
@Schema(
        name = "Region",
        examples = "{\"code\":\"330523104\",\"name\":\"杭垓镇\",\"level\":\"TOWNSHIP\",\"parent\":\"330523\"}")
public record RegionView(
        String code, String name, RegionLevel level, String parent, LocalDate validFrom, LocalDate validTo) {
    static RegionView of(Region region) {
        return new RegionView(
                region.code(), region.name(), region.level(), region.parent(), region.validFrom(), region.validTo());
    }
}
