package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Asset;
import org.jiedui.household.registration.AssetKind;

/** Land and assets; each kind at most once, amounts in the kind's unit. */
@Schema(
        name = "Assets",
        examples =
                "{\"assets\":[{\"kind\":\"FARMLAND\",\"amount\":\"3.50\"},{\"kind\":\"TEA\",\"amount\":\"1.2\"},{\"kind\":\"HOUSE\",\"amount\":\"120\"}]}")
@ConsistentAssets
public record AssetsRequest(@NotNull @Size(max = 16) List<@NotNull @Valid AssetRequest> assets) {
    /** So much of one kind. */
    @Schema(name = "AssetInput")
    public record AssetRequest(
            @NotNull AssetKind kind,

            @Schema(description = "decimal string, at most two places", examples = "3.50")
            @NotNull
            @Pattern(
                    regexp = "\\d{1,6}(\\.\\d{1,2})?",
                    message = "FORMAT|应为不超过两位小数的数字文本|Must be a decimal string with at most two places")
            String amount,

            @Size(max = 60) String note) {}

    List<Asset> toAssets() {
        return assets.stream()
                .map(a ->
                        new Asset(a.kind(), new BigDecimal(a.amount()).setScale(2, RoundingMode.UNNECESSARY), a.note()))
                .sorted(Comparator.comparing(Asset::kind))
                .toList();
    }
}
