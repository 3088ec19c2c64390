package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Causes;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdDescription;
import org.jiedui.household.registration.HouseholdMaintenance.Changes;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Wish;

/** What a merge patch may change on a household. Type and category change only by an approved transition. */
@Schema(name = "PatchHousehold", examples = "{\"address\":\"3组15号\",\"needs\":[\"SALES\"]}")
public record PatchHouseholdRequest(
        @Size(min = 1, max = 64) String externalId,
        @Size(max = 200) String address,

        @Pattern(regexp = "\\d{8,30}", message = "FORMAT|银行账号格式错误|Not an account number")
        String bankAccount,

        List<@NotNull HouseholdAttribute> attributes,
        @Valid CausesRequest causes,
        @Size(max = 13) List<@NotNull Need> needs,
        @Size(max = 500) String needsRemark,
        @Size(max = 10) List<@NotNull Wish> wishes,
        @Size(max = 500) String wishesRemark) {
    static PatchHouseholdRequest of(Changes present) {
        var description = present.description();
        return new PatchHouseholdRequest(
                description.externalId(),
                description.address(),
                description.bankAccount(),
                description.attributes(),
                CausesRequest.of(description.causes()),
                present.needs(),
                present.needsRemark(),
                present.wishes(),
                present.wishesRemark());
    }

    Changes toChanges() {
        return new Changes(
                new HouseholdDescription(
                        externalId,
                        address,
                        bankAccount,
                        attributes == null ? List.of() : attributes,
                        causes == null ? Causes.NONE : causes.toCauses()),
                needs == null ? List.of() : needs,
                needsRemark,
                wishes == null ? List.of() : wishes,
                wishesRemark);
    }

    @Override
    public String toString() {
        return "PatchHouseholdRequest";
    }
}
