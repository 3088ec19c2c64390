package org.jiedui.household.exchange.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.household.CodeValue;
import org.jiedui.household.exchange.CodeLists;

/** Code lists with their labels. */
@Path("/api/v1/code-lists")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Code lists",
        description = "Codes with Chinese and English label and, where there is one, the national code")
public class CodeListResource {
    /** One value. */
    @Schema(
            name = "CodeListValue",
            examples = "{\"code\":\"FEMALE\",\"label\":\"女\",\"zh\":\"女\",\"en\":\"female\",\"national\":\"2\"}")
    public record Value(String code, String label, String zh, String en, String national) {
        static Value of(CodeValue value, boolean chinese) {
            return new Value(value.name(), chinese ? value.zh() : value.en(), value.zh(), value.en(), value.national());
        }
    }

    /** One list. */
    @Schema(name = "CodeList")
    public record View(String name, List<Value> values) {}

    /** Names of all lists. */
    @GET
    @Operation(operationId = "listCodeLists", summary = "Names of all code lists")
    public List<String> names() {
        return CodeLists.names();
    }

    /** One list. */
    @GET
    @Path("/{name}")
    @Operation(operationId = "getCodeList", summary = "One code list; `label` follows Accept-Language")
    public View one(
            @PathParam("name") @Parameter(example = "measure-category") String name, @Context HttpHeaders headers) {
        var values = CodeLists.list(name);
        if (values == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var chinese = ProblemMappers.chinese(headers);
        return new View(name, values.stream().map(v -> Value.of(v, chinese)).toList());
    }
}
