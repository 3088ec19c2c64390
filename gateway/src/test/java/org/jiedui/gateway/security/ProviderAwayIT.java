package org.jiedui.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.codeOf;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A boot of its own, because only a fresh process has no keys yet. */
@QuarkusTest
@TestProfile(ProviderAwayIT.FreshProcess.class)
@Tag("GW-02")
class ProviderAwayIT {
    @TestHTTPResource("/")
    URI address;

    World world;

    @Test
    void callersAreToldToComeBack_andServedAsSoonAsTheProviderIsThere() {
        Client client = new Client(address);

        var refused = send(client.to("odd/echo", world.provider.token("app", "u-1")));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(codeOf(refused)).isEqualTo("IDENTITY_PROVIDER_UNAVAILABLE");
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(send(client.to("odd/echo")).statusCode()).isEqualTo(401);
        assertThat(send(client.to("odd/open/echo")).statusCode()).isEqualTo(200);
        assertThat(send(client.toRoot("/q/health/ready")).statusCode()).isEqualTo(200);

        world.provider.up();
        until(
                "tokens are checked",
                () -> send(client.to("odd/echo", world.provider.token("app", "u-1")))
                                .statusCode()
                        == 200);
    }

    /** A boot of its own, in a world in which the provider comes later. */
    public static class FreshProcess implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(World.class, Map.of(World.PROVIDER_AWAY, "true")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
