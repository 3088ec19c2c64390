package org.jiedui.household.exchange.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.exchange.CodeLists;
import org.jiedui.household.exchange.CodeMappings.Mapping;

/** A code mapping, as it is shown. */
@Schema(name = "CodeMapping")
public record CodeMappingView(
        UUID id, String system, String list, String ourCode, String theirCode, LocalDate validFrom, LocalDate validTo) {
    static CodeMappingView of(Mapping mapping) {
        return new CodeMappingView(
                mapping.id(),
                mapping.system(),
                mapping.list(),
                mapping.ourCode(),
                mapping.theirCode(),
                mapping.validFrom(),
                mapping.validTo());
    }

    /** A code mapping, as it is sent. */
    @Schema(
            name = "CodeMappingInput",
            examples =
                    "{\"system\":\"civil-affairs\",\"list\":\"sex\",\"ourCode\":\"FEMALE\",\"theirCode\":\"1\",\"validFrom\":\"2026-01-01\"}")
    public record Input(
            @NotNull
            @Size(max = 40)
            @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "FORMAT|应为小写字母、数字与连字符|Must be kebab case")
            String system,

            @NotNull String list,
            @NotNull String ourCode,
            @NotNull @Size(min = 1, max = 60) String theirCode,
            @NotNull LocalDate validFrom,
            LocalDate validTo) {
        @AssertTrue(message = "UNKNOWN_CODE|不在代码表中|Not in the code list")
        @Schema(hidden = true)
        boolean isKnown() {
            if (list == null || ourCode == null) {
                return true;
            }
            var values = CodeLists.list(list);
            return values != null && values.stream().anyMatch(v -> v.name().equals(ourCode));
        }

        @AssertTrue(message = "ORDER|终止日期早于生效日期|The last day is before the first")
        @Schema(hidden = true)
        boolean isOrdered() {
            return validFrom == null || validTo == null || !validTo.isBefore(validFrom);
        }

        Mapping toMapping() {
            return new Mapping(null, system, list, ourCode, theirCode, validFrom, validTo);
        }
    }
}
