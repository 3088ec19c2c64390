package org.jiedui.chassis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {
    static class Shelf {
        @PermitAll
        @Operation(operationId = "open")
        void open() {}

        @RolesAllowed("reader")
        @Operation(operationId = "guarded")
        void guarded() {}

        @Operation(operationId = "plain")
        void plain() {}
    }

    private static org.eclipse.microprofile.openapi.models.Operation operation(String id) {
        return OASFactory.createOperation().operationId(id).responses(OASFactory.createAPIResponses());
    }

    private static OpenAPI document(String path, PathItem item) {
        return OASFactory.createOpenAPI().paths(OASFactory.createPaths().addPathItem(path, item));
    }

    private static Set<String> answers(
            String path, HttpMethod method, org.eclipse.microprofile.openapi.models.Operation operation)
            throws IOException {
        var item = OASFactory.createPathItem();
        item.setOperation(method, operation);
        var document = document(path, item);
        new ProblemAnswers(Index.of(Shelf.class)).filterOpenAPI(document);
        assertThat(document.getComponents().getSchemas()).containsKeys("Problem", "ProblemItem");
        assertThat(document.getComponents().getSecuritySchemes()).containsKey("SecurityScheme");
        var statuses = operation.getResponses().getAPIResponses().keySet();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() != null) {
                assertThat(document.getComponents().getResponses()).containsKey("Problem" + status);
            }
        });
        return statuses;
    }

    @Test
    void promisesNoRefusalForWantOfAToken_whenTheOperationIsOpen() throws IOException {
        assertThat(answers("/things", HttpMethod.GET, operation("open"))).containsExactlyInAnyOrder("429", "503");
    }

    @Test
    void promisesWhatAReadCanRefuse() throws IOException {
        assertThat(answers("/things", HttpMethod.GET, operation("plain")))
                .containsExactlyInAnyOrder("401", "429", "503");
        assertThat(answers("/things/{id}", HttpMethod.GET, operation("guarded")))
                .containsExactlyInAnyOrder("400", "401", "403", "404", "429", "503");
    }

    @Test
    void promisesStaleAndMissingConditions_whenTheOperationTakesIfMatch() throws IOException {
        var change = operation("plain")
                .addParameter(OASFactory.createParameter().name("If-Match").in(In.HEADER))
                .requestBody(OASFactory.createRequestBody());
        assertThat(answers("/things/{id}", HttpMethod.PUT, change))
                .containsExactlyInAnyOrder(
                        "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503");
    }

    @Test
    void leavesWhatTheOperationSaysItself() throws IOException {
        var own = operation("plain");
        own.getResponses().addAPIResponse("503", OASFactory.createAPIResponse().description("no font"));
        own.getResponses().addAPIResponse("401", OASFactory.createAPIResponse().description("Not Authorized"));
        answers("/things", HttpMethod.GET, own);
        assertThat(own.getResponses().getAPIResponse("503").getDescription()).isEqualTo("no font");
        assertThat(own.getResponses().getAPIResponse("401").getRef()).endsWith("/Problem401");
    }
}
