package org.jiedui.evaluation.honour.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.honour.NominateCase;

/** A case to be nominated: fit for print, without personal data. */
@Schema(example = """
        {"region":"330523","title":"一片白茶富一户","summary":"结对干部帮助引种白茶并联系收购……","cause":"LACK_OF_FUNDS",
         "measure":"INDUSTRY"}""")
public record NominateRequest(
        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @NotBlank @Size(max = 100) String title,
        @NotBlank @Size(max = 5000) String summary,
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String cause,
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String measure,
        UUID pairingId) {
    NominateCase toCommand() {
        return new NominateCase(region, title, summary, cause, measure, pairingId);
    }
}
