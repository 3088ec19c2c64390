package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole household moves to another village. */
@Schema(
        name = "RelocateHousehold",
        examples = "{\"region\":\"330523101201\",\"address\":\"安置小区2幢101\",\"on\":\"2026-03-01\",\"reason\":\"易地搬迁\"}")
public record RelocateRequest(
        @NotNull @Pattern(regexp = "\\d{12}", message = "FORMAT|应为 12 位村级区划代码|Must be the code of a village, 12 digits")
        String region,

        @Size(max = 200) String address,
        @NotNull LocalDate on,
        @Size(max = 500) String reason) {}
