package org.jiedui.household.region.api;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.region.Region;
import org.jiedui.household.region.RegionLevel;
import org.jiedui.household.region.RegionSuccession;

/** A division with what it came of and what became of it. */
@Schema(
        name = "RegionDetails",
        examples =
                "{\"code\":\"330523104201\",\"name\":\"磻溪村\",\"level\":\"VILLAGE\",\"parent\":\"330523104\",\"validFrom\":null,\"validTo\":\"2025-12-31\",\"successors\":[{\"code\":\"330523104301\",\"on\":\"2026-01-01\"}],\"predecessors\":[],\"formerNames\":[]}")
public record RegionDetails(
        String code,
        String name,
        RegionLevel level,
        String parent,
        LocalDate validFrom,
        LocalDate validTo,

        @Schema(description = "what it became, from which day")
        List<Link> successors,

        @Schema(description = "what it came of, from which day")
        List<Link> predecessors,

        List<FormerName> formerNames) {
    /** Another division, from a day on. */
    @Schema(name = "RegionLink")
    public record Link(String code, LocalDate on) {}

    /** A name that it had before a day. */
    @Schema(name = "RegionFormerName")
    public record FormerName(String name, LocalDate until) {}

    static RegionDetails of(Region region, List<RegionSuccession> after, List<RegionSuccession> before) {
        return new RegionDetails(
                region.code(),
                region.name(),
                region.level(),
                region.parent(),
                region.validFrom(),
                region.validTo(),
                after.stream()
                        .filter(s -> !s.successor().equals(region.code()))
                        .map(s -> new Link(s.successor(), s.effectiveOn()))
                        .toList(),
                before.stream()
                        .filter(s -> !s.predecessor().equals(region.code()))
                        .map(s -> new Link(s.predecessor(), s.effectiveOn()))
                        .toList(),
                after.stream()
                        .filter(s -> s.successor().equals(region.code())
                                && !s.formerName().equals(region.name()))
                        .map(s -> new FormerName(s.formerName(), s.effectiveOn().minusDays(1)))
                        .toList());
    }
}
