package org.jiedui.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.ws.rs.Consumes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jiedui.pairing.matching.api.WishResource;
import org.jiedui.pairing.run.api.MatchingResource;
import org.junit.jupiter.api.Test;

class RequestExamplesTest {
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void showsExamplesThatCanBeRead_forEveryBody() throws IOException {
        for (var resource : List.of(MatchingResource.class, WishResource.class)) {
            for (var method : resource.getMethods()) {
                if (!method.isAnnotationPresent(Consumes.class)) {
                    continue;
                }
                var body = Arrays.stream(method.getParameters())
                        .filter(each -> each.isAnnotationPresent(RequestBody.class))
                        .findFirst();
                assertThat(body).as(method.getName()).isPresent();
                var examples =
                        body.get().getAnnotation(RequestBody.class).content()[0].examples();
                assertThat(examples).as(method.getName()).isNotEmpty();
                for (var example : examples) {
                    assertThat(mapper.readValue(example.value(), body.get().getType()))
                            .as(example.name())
                            .isNotNull();
                }
            }
        }
    }
}
