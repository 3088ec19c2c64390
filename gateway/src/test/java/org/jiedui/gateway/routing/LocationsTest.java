package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class LocationsTest {
    @Test
    void losesTheAddress_whenItIsTheServicesOwn() {
        assertThat(relativised("http://shop:8080/api/v1/orders/7?x=1")).isEqualTo("/api/v1/orders/7?x=1");
    }

    @Test
    void staysAsItIs_whenItLeadsElsewhere() {
        assertThat(relativised("http://shop:80801/a")).isEqualTo("http://shop:80801/a");
        assertThat(relativised("https://example.org/http://shop:8080/a"))
                .isEqualTo("https://example.org/http://shop:8080/a");
        assertThat(relativised("/api/v1/orders/7")).isEqualTo("/api/v1/orders/7");
    }

    private static String relativised(String location) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Location", location);
        Locations.relativise(headers, "shop:8080");
        return headers.get("Location");
    }
}
