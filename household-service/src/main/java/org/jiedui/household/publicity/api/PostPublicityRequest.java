package org.jiedui.household.publicity.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.publicity.PostPublicity;
import org.jiedui.household.publicity.PublicityKind;

/** A new notice. */
@Schema(
        name = "PostPublicity",
        examples =
                "{\"region\":\"330523104201\",\"kind\":\"FUNDS\",\"place\":\"磻溪村村务公开栏\",\"contentFrom\":\"2026-01-01\",\"contentTo\":\"2026-06-30\"}")
public record PostPublicityRequest(
        @NotNull @Pattern(regexp = "\\d{12}", message = "FORMAT|应为 12 位村级代码|Must be a village code of 12 digits")
        String region,

        @NotNull PublicityKind kind,

        @Size(max = 120) @Pattern(regexp = "(?s).*\\S.*", message = "BLANK|不得为空白|Must not be blank")
        String title,

        @Size(max = 120) @Pattern(regexp = "(?s).*\\S.*", message = "BLANK|不得为空白|Must not be blank")
        String place,

        @Schema(description = "office that takes objections") @Size(max = 120)
        String contact,

        @Schema(description = "first day, default today") LocalDate from,

        @Schema(description = "last day; default: as many days as configured, 5 unless changed")
        LocalDate until,

        @Schema(description = "measures that began from this day; not for cases")
        LocalDate contentFrom,

        @Schema(description = "measures that began to this day")
        LocalDate contentTo) {
    @AssertTrue(message = "ORDER|结束日期早于开始日期|Ends before it begins")
    @Schema(hidden = true)
    boolean isInOrder() {
        return contentFrom == null || contentTo == null || !contentTo.isBefore(contentFrom);
    }

    PostPublicity toCommand() {
        return new PostPublicity(region, kind, title, place, contact, from, until, contentFrom, contentTo);
    }
}
