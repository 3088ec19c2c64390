package org.jiedui.household.request.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.OpenRequest;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.Urgency;

/** A new request. */
@Schema(
        name = "OpenRequest",
        examples =
                "{\"householdId\":\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\",\"kind\":\"HELP\",\"category\":\"EMPLOYMENT\",\"urgency\":\"NORMAL\",\"channel\":\"APP\",\"content\":\"希望介绍镇上的工作\"}")
public record OpenRequestRequest(
        UUID householdId,

        @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String region,

        @NotNull RequestKind kind,
        @NotNull RequestCategory category,
        Urgency urgency,
        IntakeChannel channel,
        @NotBlank @Size(max = 2000) String content,
        LocalDate due,

        @Schema(description = "complaints only: account of the person complained about, who never sees it")
        @Size(max = 64)
        String aboutAccount,

        @Schema(description = "complaints only: division whose office is complained about; seen only above it")
        @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String aboutRegion) {
    @AssertTrue(message = "ONLY_COMPLAINT|仅投诉可填写被投诉人或单位|Only a complaint is about somebody")
    @Schema(hidden = true)
    boolean isAboutOnlyOfComplaint() {
        return kind == null || kind == RequestKind.COMPLAINT || (aboutAccount == null && aboutRegion == null);
    }

    OpenRequest toCommand() {
        return new OpenRequest(
                householdId,
                region,
                kind,
                category,
                urgency == null ? Urgency.NORMAL : urgency,
                channel == null ? IntakeChannel.APP : channel,
                content,
                due,
                aboutAccount,
                aboutRegion);
    }
}
