package org.jiedui.pairing.pairing.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.pairing.BulkItem;
import org.jiedui.pairing.pairing.PairingBulk;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.ReplaceHelper;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.pairing.Words;

/** Many pairings: what is wrong with any item refuses the whole request, what a rule refuses only its item. */
public record BulkRequest(
        Boolean dryRun,
        @Valid Publicise publicise,
        @NotEmpty @Size(max = 20_000) List<@NotNull @Valid Item> items) {
    /** Accept for both sides and make public at once; without days: as few as allowed. */
    public record Publicise(@Min(0) @Max(90) Integer days) {}

    /** Exactly one of the two. */
    public record Item(
            @Valid ProposePairingRequest propose, @Valid Replace replace) {
        /** One thing at a time. */
        @AssertTrue(message = "EXACTLY_ONE|propose 与 replace 须且只能填一个|Name exactly one of propose and replace")
        @JsonIgnore
        public boolean isOneThing() {
            return (propose == null) != (replace == null);
        }

        BulkItem toItem() {
            return replace == null
                    ? new BulkItem(propose.toCommand(), null, null)
                    : new BulkItem(null, replace.toCommand(), replace.version());
        }
    }

    /** Another helper for a pairing, whose version as the caller saw it is the condition. */
    public record Replace(
            @NotNull UUID pairingId,
            @NotNull Long version,
            UUID helperId,
            UUID teamId,
            @NotNull LocalDate from,
            LocalDate to,
            @Min(0) @Max(ReplaceHelper.MOST_OVERLAP_DAYS) Integer overlapDays,
            @NotNull PairingReason reason,
            @Size(max = 500) String remark) {
        /** One helper side. */
        @AssertTrue(message = "EXACTLY_ONE|helperId 与 teamId 须且只能填一个|Name exactly one of helperId and teamId")
        @JsonIgnore
        public boolean isHelperSideNamed() {
            return (helperId == null) != (teamId == null);
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return Decisions.storable(from) && Decisions.storable(to);
        }

        ReplaceHelper toCommand() {
            return new ReplaceHelper(
                    pairingId,
                    helperId != null ? SideKind.PERSON : SideKind.TEAM,
                    helperId != null ? helperId : teamId,
                    from,
                    to,
                    overlapDays == null ? 0 : overlapDays,
                    new Words(reason, remark));
        }
    }

    /** A dry run keeps others from writing until it is over. */
    @AssertTrue(message = "TOO_MANY|试运行每次最多 2000 项，请分批|A dry run takes at most 2000 items; ask in parts")
    @JsonIgnore
    public boolean isDryRunOfFew() {
        return !dry() || items == null || items.size() <= PairingBulk.DRY_RUN;
    }

    /** Not named like the property: an ignored accessor of that name would have Jackson ignore the property. */
    boolean dry() {
        return Boolean.TRUE.equals(dryRun);
    }

    PairingProposal.Publicity toPublicity() {
        return publicise == null ? null : new PairingProposal.Publicity(publicise.days());
    }

    List<BulkItem> toItems() {
        return items.stream().map(Item::toItem).toList();
    }
}
