package org.jiedui.household.exchange.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.tabular.TabularFormat;
import org.jiedui.household.exchange.Exports;

/** An export, as it is wanted. */
@Schema(
        name = "ExportInput",
        examples =
                "{\"kind\":\"households\",\"format\":\"xlsx\",\"filters\":{\"region\":\"330523104\",\"type\":\"LIFTED\"},\"template\":\"civil-affairs\"}")
public record ExportRequest(
        @NotNull @Schema(examples = "households") String kind,

        @NotNull @Pattern(regexp = "csv|ndjson|xlsx", message = "UNKNOWN_CODE|应为 csv、ndjson 或 xlsx|csv, ndjson or xlsx")
        String format,

        @Schema(description = "name of an outward template; absent: all columns, as the import takes them")
        String template,

        @Schema(description = "the filters of the list by name, as in `GET /households`")
        Map<String, String> filters,

        @Schema(
                description =
                        "personal columns in clear: idNumber, phone, bankAccount, health; needs scope `pii:read` and a purpose")
        List<@NotNull String> reveal,

        @Size(max = 200) String purpose) {
    Exports.Wish toWish() {
        return new Exports.Wish(
                kind,
                TabularFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                template,
                filters == null ? Map.of() : Map.copyOf(filters),
                reveal == null ? Set.of() : Set.copyOf(reveal),
                purpose);
    }
}
