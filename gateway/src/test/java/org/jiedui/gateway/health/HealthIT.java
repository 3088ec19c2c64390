package org.jiedui.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-08")
class HealthIT {
    @TestHTTPResource("/")
    URI address;

    World world;

    @Test
    void everyServiceIsShown_andTheGatewayStaysReady_whenOneIsDown() {
        Client client = new Client(address);
        world.odd.up();
        world.shelf.up();
        world.shelf.ready = true;
        until("the service is up", () -> statusOf(client, "shelf").equals("UP"));
        world.shelf.ready = false;
        until("the service is down", () -> statusOf(client, "shelf").equals("DOWN"));

        assertThat(statusOf(client, "odd")).isEqualTo("UP");
        assertThat(statusOf(client, "absent")).isEqualTo("DOWN");
        var all = send(client.to("health"));
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(all.body()).getString("status")).isEqualTo("DEGRADED");
        assertThat(send(client.toRoot("/q/health/group/services")).statusCode()).isEqualTo(503);
        assertThat(send(client.toRoot("/q/health/live")).statusCode()).isEqualTo(200);
        assertThat(send(client.toRoot("/q/health/ready")).statusCode()).isEqualTo(200);
        assertThat(send(client.toRoot("/q/health")).statusCode()).isEqualTo(200);
        world.shelf.ready = true;
    }

    private static String statusOf(Client client, String service) {
        return new JsonObject(send(client.to("health")).body())
                .getJsonArray("services").stream()
                        .map(JsonObject.class::cast)
                        .filter(one -> one.getString("name").equals(service))
                        .findFirst()
                        .orElseThrow()
                        .getString("status");
    }
}
