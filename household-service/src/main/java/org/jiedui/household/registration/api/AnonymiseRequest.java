package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which households are to be anonymised, and why. */
@Schema(
        name = "OrderAnonymisation",
        examples = "{\"households\":[\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e11\"],\"reason\":\"依申请删除个人信息\"}")
public record AnonymiseRequest(
        @NotEmpty @Size(max = 1000) List<@NotNull UUID> households,
        @NotBlank @Size(max = 200) String reason) {}
