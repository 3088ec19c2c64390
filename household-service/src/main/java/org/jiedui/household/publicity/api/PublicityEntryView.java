package org.jiedui.household.publicity.api;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.publicity.PublicityEntry;
import org.jiedui.household.publicity.PublicityMatter;

/** A line of a notice: what hangs on the wall. */
@Schema(name = "PublicityEntry")
public record PublicityEntryView(
        int position,
        String householdNumber,

        @Schema(description = "head of the household, whole or masked as configured")
        String name,

        int members,
        PublicityMatter matter,
        String matterLabel,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)
        Money amount,

        @Schema(description = "the risk case, where objections to it are noted; null for other content")
        UUID caseId) {
    static PublicityEntryView of(PublicityEntry entry, boolean chinese) {
        return new PublicityEntryView(
                entry.position(),
                entry.householdNumber(),
                entry.name(),
                entry.members(),
                entry.matter(),
                chinese ? entry.matter().zh() : entry.matter().en(),
                entry.amount(),
                entry.caseId());
    }
}
