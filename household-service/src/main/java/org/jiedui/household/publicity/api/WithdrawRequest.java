package org.jiedui.household.publicity.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a notice is taken off the wall. */
@Schema(name = "WithdrawPublicity", examples = "{\"reason\":\"名单有误，更正后重新公示\"}")
public record WithdrawRequest(@NotBlank @Size(max = 500) String reason) {}
