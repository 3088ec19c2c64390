package org.jiedui.household.registration.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A search by one of: identity number, phone, household number, external id, or name within a region. */
@Schema(
        name = "SearchHouseholds",
        examples = {
            "{\"idNumber\":\"11010519491231002X\"}",
            "{\"name\":\"张三\",\"region\":\"330523104201\"}",
            "{\"name\":\"zs\",\"region\":\"330523104\"}"
        })
public record SearchRequest(
        @Size(min = 4, max = 30) String idNumber,

        @Pattern(regexp = "1[3-9]\\d{9}", message = "FORMAT|手机号格式错误|Not a mobile number")
        String phone,

        @Pattern(regexp = "\\d{12,20}", message = "FORMAT|户编号格式错误|Not a household number")
        String householdNumber,

        @Size(min = 1, max = 64) String externalId,
        @Size(min = 1, max = 60) String name,

        @Pattern(
                regexp = "\\d{6}|\\d{9}|\\d{12}",
                message = "FORMAT|应为县、乡镇或村的区划代码|Must be the code of a county, township or village")
        String region) {
    @AssertTrue(message = "ONE_KEY|须且仅须提供一种查询条件，按姓名查询须同时提供地区|Exactly one key; a name needs a region")
    @Schema(hidden = true)
    boolean isOneKey() {
        var keys = java.util.stream.Stream.of(idNumber, phone, householdNumber, externalId, name)
                .filter(java.util.Objects::nonNull)
                .count();
        return keys == 1 && (name == null) == (region == null);
    }

    @AssertTrue(message = "TOO_SHORT|拼音至少两个字母|Pinyin needs two letters at least")
    @Schema(hidden = true)
    boolean isLongEnough() {
        return name == null || !name.strip().matches("[A-Za-z' ]?");
    }

    @Override
    public String toString() {
        return "SearchRequest";
    }
}
