package org.jiedui.evaluation.honour.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.honour.HolderKind;
import org.jiedui.evaluation.honour.HonourKind;
import org.jiedui.evaluation.honour.RecordHonour;

/** An honour to be recorded. Growth is a mentee's and may name the mentor. */
@Schema(example = """
        {"region":"330523","kind":"TITLE","holderKind":"HELPER","holderId":"019ab000-3333-7000-8000-000000000001",
         "title":"优秀导师","wonOn":"2026-10-17","source":"县委组织部 2026 年 12 号"}""")
public record HonourRequest(
        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @NotNull HonourKind kind,
        @NotNull HolderKind holderKind,
        @NotNull UUID holderId,
        @NotBlank @Size(max = 100) String title,
        @NotNull @PastOrPresent LocalDate wonOn,
        @NotBlank @Size(max = 200) String source,
        UUID mentorId) {
    /** Growth is a mentee's. */
    @AssertTrue(message = "GROWTH_OF_MENTEE|成长记录只属于帮带对象，荣誉称号不记导师|Growth is a mentee's; a title names no mentor")
    @Schema(hidden = true)
    public boolean isOfItsKind() {
        return kind == null
                || holderKind == null
                || (kind.growth() ? holderKind == HolderKind.MENTEE : mentorId == null);
    }

    RecordHonour toCommand() {
        return new RecordHonour(region, kind, holderKind, holderId, title, wonOn, source, mentorId);
    }
}
