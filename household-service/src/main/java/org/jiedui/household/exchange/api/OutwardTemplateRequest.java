package org.jiedui.household.exchange.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.exchange.OutwardTemplates.Field;
import org.jiedui.household.exchange.OutwardTemplates.Template;

/** An outward template, as it is sent. */
@Schema(
        name = "OutwardTemplateInput",
        examples =
                "{\"name\":\"civil-affairs\",\"kind\":\"households\",\"title\":\"民政系统户籍表\",\"columns\":[{\"field\":\"name\",\"header\":\"XM\"},{\"field\":\"sex\",\"header\":\"XB\",\"system\":\"civil-affairs\"}]}")
public record OutwardTemplateRequest(
        @NotNull
        @Size(max = 40)
        @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "FORMAT|应为小写字母、数字与连字符|Must be kebab case")
        String name,

        @NotNull String kind,
        @NotBlank @Size(max = 100) String title,
        @NotEmpty @Size(max = 200) List<@NotNull @Valid FieldRequest> columns) {
    /** A column of the receiver's. */
    @Schema(name = "OutwardColumn")
    public record FieldRequest(
            @NotNull @Schema(description = "our column, as in the import's template")
            String field,

            @NotBlank @Size(max = 100) @Schema(description = "the receiver's title")
            String header,

            @Size(max = 40) @Schema(description = "system whose codes are given; absent: ours")
            String system) {}

    Template toTemplate() {
        return new Template(
                name,
                0,
                kind,
                title,
                columns.stream()
                        .map(c -> new Field(c.field(), c.header(), c.system()))
                        .toList());
    }
}
