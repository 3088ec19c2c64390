package org.jiedui.household.publicity.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection that was brought to the office. */
@Schema(name = "ObjectToPublicity", examples = "{\"position\":3,\"content\":\"补助金额与实际发放不符\"}")
public record ObjectRequest(
        @Schema(description = "the entry; absent: the whole notice")
        Integer position,

        @NotBlank @Size(max = 1000) String content) {}
