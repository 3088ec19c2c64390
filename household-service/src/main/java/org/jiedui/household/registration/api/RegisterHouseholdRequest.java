package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Causes;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdDescription;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.RegisterHousehold;

/** A new household, as it is sent. */
@Schema(name = "RegisterHousehold", examples = """
                {"region":"330523104201","type":"ORDINARY","address":"3组12号",
                 "causes":{"main":"ILLNESS","others":["LACK_OF_FUNDS"]},"needs":["SCHOOLING","EMPLOYMENT"],
                 "members":[
                  {"name":"张三","relation":"HEAD","idNumber":"11010519491231002X","phone":"13800005678","labour":"WEAK_OR_HALF","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","insurances":["RESIDENT_MEDICAL"]},
                  {"name":"张小明","relation":"SONS_SON","birthDate":"2014-03-05","sex":"MALE","labour":"NONE","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","insurances":["RESIDENT_MEDICAL"]}],
                 "incomes":[{"year":2025,"lines":[{"item":"BUSINESS_PLANTING","amount":"9000.00"},{"item":"COST_PLANTING","amount":"1500.00"}]}],
                 "safeguards":{"food":"MET","clothing":"MET","education":"NOT_MET","medicalCare":"MET","housing":"MET","water":"MET"},
                 "dwelling":{"floorSpace":"96.50","housingGrade":"B","toilet":"SANITARY_FLUSH"}}
                """)
@ConsistentHousehold
public record RegisterHouseholdRequest(
        @Size(min = 1, max = 64) String externalId,

        @NotNull @Pattern(regexp = "\\d{12}", message = "FORMAT|应为 12 位村级区划代码|Must be the code of a village, 12 digits")
        String region,

        @NotNull HouseholdType type,
        @Size(max = 200) String address,

        @Pattern(regexp = "\\d{8,30}", message = "FORMAT|银行账号格式错误|Not an account number")
        String bankAccount,

        List<@NotNull HouseholdAttribute> attributes,
        @Valid CausesRequest causes,
        @Size(max = 13) List<@NotNull Need> needs,
        @Size(max = 500) String needsRemark,
        @NotEmpty @Size(max = 60) List<@NotNull @Valid MemberRequest> members,
        @Size(max = 10) List<@NotNull @Valid IncomeRequest> incomes,
        @Valid SafeguardsRequest safeguards,
        @Valid DwellingRequest dwelling,

        @Schema(description = "first day of its file, not in the future; default today")
        LocalDate registeredOn) {
    RegisterHousehold toCommand() {
        return new RegisterHousehold(
                region,
                type,
                new HouseholdDescription(
                        externalId,
                        address,
                        bankAccount,
                        attributes == null ? List.of() : attributes,
                        causes == null ? Causes.NONE : causes.toCauses()),
                needs == null ? List.of() : needs,
                needsRemark,
                members.stream().map(MemberRequest::toData).toList(),
                incomes == null
                        ? List.of()
                        : incomes.stream()
                                .map(i -> new RegisterHousehold.Income(i.year(), i.toLines()))
                                .toList(),
                safeguards == null ? null : safeguards.toSafeguards(),
                dwelling == null ? null : dwelling.toDwelling(),
                registeredOn);
    }

    @Override
    public String toString() {
        return "RegisterHouseholdRequest";
    }
}
