package org.jiedui.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-05")
class ContractIT {
    private static final String DOCUMENT = """
            {"openapi":"3.1.0","info":{"title":"x","version":"1"},
             "paths":{"/api/v1/%1$s":{"get":{"responses":{"200":{"description":"好",
               "content":{"application/json":{"schema":{"$ref":"#/components/schemas/View"}}}}}}}},
             "components":{"schemas":{"View":{"type":"%2$s"}}}}""";

    @TestHTTPResource("/")
    URI address;

    World world;
    private Client client;

    @BeforeEach
    void open() {
        client = new Client(address);
        world.odd.up();
        world.shelf.up();
        world.odd.contract = DOCUMENT.formatted("odd", "string");
        world.shelf.contract = DOCUMENT.formatted("shelf", "integer");
        until(
                "both documents are merged",
                () -> send(client.to("openapi")).body().contains("ShelfView"));
    }

    @Test
    void oneDocumentHasThePathsOfAll_withoutAToken() {
        HttpResponse<String> answer = send(client.to("openapi"));

        JsonObject merged = new JsonObject(answer.body());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(merged.getString("openapi")).isEqualTo("3.1.0");
        assertThat(merged.getJsonObject("paths").fieldNames()).contains("/api/v1/odd", "/api/v1/shelf");
        assertThat(merged.getJsonObject("components").getJsonObject("schemas").fieldNames())
                .contains("OddView", "ShelfView");
        assertThat(answer.headers().firstValue("X-Contract-Missing").orElse("")).contains("absent");
    }

    @Test
    void documentIsYaml_whenAskedFor() {
        HttpResponse<String> byFormat = send(client.to("openapi?format=yaml"));
        HttpResponse<String> byAccept = send(client.to("openapi").header("Accept", "application/yaml"));

        assertThat(byFormat.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(byFormat.body()).startsWith("openapi: 3.1.0").contains("/api/v1/odd:", "description: 好");
        assertThat(byAccept.body()).isEqualTo(byFormat.body());
    }

    @Test
    void nothingIsSentAgain_whenTheCallerHasIt() {
        String tag = send(client.to("openapi")).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = send(client.to("openapi").header("If-None-Match", tag));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void lastDocumentStays_whenAServiceGoesAway() {
        world.shelf.contract = null;
        int asked = world.shelf.seen("openapi");
        until("the service was asked again", () -> {
            send(client.to("openapi"));
            return world.shelf.seen("openapi") > asked;
        });

        assertThat(new JsonObject(send(client.to("openapi")).body())
                        .getJsonObject("paths")
                        .fieldNames())
                .contains("/api/v1/shelf");
    }

    @Test
    void pageWorksWithoutTheInternet() {
        assertThat(send(client.toRoot("/api/docs")).headers().firstValue("Location"))
                .contains("/api/docs/");
        HttpResponse<String> page = send(client.toRoot("/api/docs/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http:", "https:", "//");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .forEach(asset -> assertThat(send(client.toRoot("/api/docs/" + asset.group(1)))
                                .statusCode())
                        .as(asset.group(1))
                        .isEqualTo(200));
        assertThat(send(client.toRoot("/api/docs/start.js")).body()).contains("../v1/openapi");
        assertThat(send(client.toRoot("/api/docs/../../q/metrics-not-here")).statusCode())
                .isEqualTo(404);
    }
}
