package org.jiedui.pairing.pairing.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.ProposePairing;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.SideKind;

/** Two sides to be paired: exactly one of helperId and teamId, and a helped side. */
public record ProposePairingRequest(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String programme,
        @NotNull Role role,
        UUID helperId,
        UUID teamId,
        @NotNull @Valid Helped helped,
        @NotNull LocalDate from,
        LocalDate to) {
    /** The helped side: a village by its code, all others by id. */
    public record Helped(
            @NotNull HelpedKind kind,
            UUID id,
            @Pattern(regexp = "\\d{12}") String region) {
        /** The village has a code and nothing else has one. */
        @AssertTrue(
                message = "SUBJECT|村以 region（12 位代码）指定，其余以 id 指定|A village by its 12-digit region, all others by id")
        @JsonIgnore
        public boolean isNamed() {
            return kind == null || (kind == HelpedKind.VILLAGE ? region != null && id == null : id != null);
        }
    }

    /** One helper side. */
    @AssertTrue(message = "EXACTLY_ONE|helperId 与 teamId 须且只能填一个|Name exactly one of helperId and teamId")
    @JsonIgnore
    public boolean isHelperSideNamed() {
        return (helperId == null) != (teamId == null);
    }

    /** The last day is not before the first. */
    @AssertTrue(message = "TERM_INVERTED|结束日期早于开始日期|Ends before it begins")
    @JsonIgnore
    public boolean isInOrder() {
        return from == null || to == null || !to.isBefore(from);
    }

    /** No day out of this world. */
    @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
    @JsonIgnore
    public boolean isThisWorldly() {
        return (from == null || (from.getYear() >= 1990 && from.getYear() <= 2100))
                && (to == null || to.getYear() <= 2100);
    }

    ProposePairing toCommand() {
        return new ProposePairing(
                programme,
                role,
                helperId != null ? SideKind.PERSON : SideKind.TEAM,
                helperId != null ? helperId : teamId,
                helped.kind(),
                helped.id(),
                helped.kind() == HelpedKind.VILLAGE ? helped.region() : null,
                from,
                to);
    }
}
