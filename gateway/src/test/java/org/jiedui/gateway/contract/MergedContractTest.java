package org.jiedui.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GW-05")
class MergedContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    @Test
    void namesStay_whenComponentsAreTheSameOrUnique() {
        documents.put("a", document("/api/v1/a", "{'Problem':{'type':'object'},'Cat':{'type':'string'}}", "Cat"));
        documents.put("b", document("/api/v1/b", "{'Problem':{'type':'object'},'Dog':{'type':'string'}}", "Dog"));

        JsonNode merged = merged();

        assertThat(merged.at("/components/schemas").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("Cat", "Dog", "Problem");
        assertThat(schemaOf(merged, "/api/v1/a")).isEqualTo("#/components/schemas/Cat");
    }

    @Test
    void servicePrefixAndEveryReferenceFollow_whenComponentsDiffer() {
        documents.put(
                "a",
                document(
                        "/api/v1/a",
                        "{'View':{'type':'string'},'Holder':{'oneOf':[{'$ref':'#/components/schemas/View'}],"
                                + "'discriminator':{'mapping':{'v':'#/components/schemas/View'}}}}",
                        "View"));
        documents.put(
                "b",
                document(
                        "/api/v1/b",
                        "{'View':{'type':'integer'},'Holder':{'oneOf':[{'$ref':'#/components/schemas/View'}],"
                                + "'discriminator':{'mapping':{'v':'#/components/schemas/View'}}}}",
                        "Holder"));

        JsonNode merged = merged();

        assertThat(merged.at("/components/schemas").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("AHolder", "AView", "BHolder", "BView");
        assertThat(schemaOf(merged, "/api/v1/a")).isEqualTo("#/components/schemas/AView");
        assertThat(schemaOf(merged, "/api/v1/b")).isEqualTo("#/components/schemas/BHolder");
        assertThat(merged.at("/components/schemas/BHolder/oneOf/0/$ref").asText())
                .isEqualTo("#/components/schemas/BView");
        assertThat(merged.at("/components/schemas/BHolder/discriminator/mapping/v")
                        .asText())
                .isEqualTo("#/components/schemas/BView");
    }

    @Test
    void pathsAreLeftOut_whenTheyAreNotRoutedToTheService() {
        documents.put("a", document("/api/v1/a", "{'X':{}}", "X"));
        documents
                .get("a")
                .withObject("/paths")
                .set("/api/v1/b", documents.get("a").at("/paths/~1api~1v1~1a"));
        documents
                .get("a")
                .withObject("/paths")
                .set("/internal", documents.get("a").at("/paths/~1api~1v1~1a"));

        assertThat(merged().path("paths").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("/api/v1/a");
    }

    @Test
    void operationsHaveATagAndAnIdOfTheirOwn_whenTheServicesGaveNone() {
        documents.put("a", document("/api/v1/a", "{'X':{}}", "X"));
        documents.put("b", document("/api/v1/b", "{'X':{}}", "X"));

        JsonNode merged = merged();

        assertThat(merged.at("/paths/~1api~1v1~1b/get/tags/0").asText()).isEqualTo("b");
        assertThat(merged.at("/paths/~1api~1v1~1a/get/operationId").asText()).isEqualTo("aList");
        assertThat(merged.at("/paths/~1api~1v1~1b/get/operationId").asText()).isEqualTo("bList");
        assertThat(merged.at("/tags/1/name").asText()).isEqualTo("b");
    }

    @Test
    void securityGoesToTheOperations_whenAServiceStatesItForAll() {
        documents.put("a", document("/api/v1/a", "{'X':{}}", "X"));
        documents.get("a").withArray("/security").addObject().putArray("oidc");
        documents.get("a").withObject("/components/securitySchemes/oidc").put("type", "http");
        documents.put("b", document("/api/v1/b", "{'X':{}}", "X"));
        documents.get("b").withArray("/security").addObject().putArray("oidc");
        documents.get("b").withObject("/components/securitySchemes/oidc").put("type", "openIdConnect");

        JsonNode merged = merged();

        assertThat(merged.at("/paths/~1api~1v1~1b/get/security/0").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("BOidc");
        assertThat(merged.at("/components/securitySchemes/BOidc/type").asText()).isEqualTo("openIdConnect");
    }

    @Test
    void resultIsTheSame_whateverTheOrderOfTheServices() {
        documents.put("a", document("/api/v1/a", "{'X':{'type':'string'}}", "X"));
        documents.put("b", document("/api/v1/b", "{'X':{'type':'integer'}}", "X"));
        String one = merged().toString();
        ObjectNode first = documents.remove("a");
        documents.put("a", first);

        assertThat(merged()).hasToString(one);
    }

    private ObjectNode merged() {
        return new MergedContract(documents, path -> path.startsWith("/api/v1/") ? path.substring(8) : null)
                .merge("T", "1");
    }

    private static String schemaOf(JsonNode merged, String path) {
        return merged.at("/paths/" + path.replace("/", "~1")
                        + "/get/responses/200/content/application~1json/schema/$ref")
                .asText();
    }

    private static ObjectNode document(String path, String schemas, String answer) {
        String text = ("{'openapi':'3.1.0','paths':{'" + path + "':{'get':{'operationId':'list','responses':{'200':"
                        + "{'content':{'application/json':{'schema':{'$ref':'#/components/schemas/" + answer
                        + "'}}}}}}}},'components':{'schemas':" + schemas + "}}")
                .replace('\'', '"');
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
