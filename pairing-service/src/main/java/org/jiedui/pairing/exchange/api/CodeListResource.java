package org.jiedui.pairing.exchange.api;

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
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.pairing.CodeValue;
import org.jiedui.pairing.exchange.CodeLists;

/** Code lists with their labels. */
@Path("/api/v1/pairing/code-lists")
@Produces(MediaType.APPLICATION_JSON)
public class CodeListResource {
    /** One value. */
    @Schema(
            name = "PairingCodeListValue",
            examples = "{\"code\":\"SENT_BACK\",\"label\":\"退回\",\"zh\":\"退回\",\"en\":\"sent back\"}")
    public record Value(String code, String label, String zh, String en) {
        static Value of(CodeValue value, boolean chinese) {
            var label = value.label();
            return new Value(value.name(), chinese ? label.zh() : label.en(), label.zh(), label.en());
        }
    }

    /** One list. */
    @Schema(name = "PairingCodeList")
    public record View(String name, List<Value> values) {}

    /** Names of all lists. */
    @GET
    @Operation(operationId = "listPairingCodeLists", summary = "Names of all code lists of pairings, helpers and teams")
    public List<String> names() {
        return CodeLists.names();
    }

    /** One list. */
    @GET
    @Path("/{name}")
    @Operation(operationId = "getPairingCodeList", summary = "One code list; `label` follows Accept-Language")
    public View one(@PathParam("name") @Parameter(example = "helper-kind") String name, @Context HttpHeaders headers) {
        var values = CodeLists.list(name);
        if (values == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var chinese = ProblemMappers.chinese(headers);
        return new View(name, values.stream().map(v -> Value.of(v, chinese)).toList());
    }
}
