package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.gateway.limits.LimitsConfig;
import org.jiedui.gateway.resilience.ResilienceConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GW-01")
class RouteTableTest {
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "gateway.routing.services.shop.url", "http://shop:8080",
            "gateway.routing.services.shop.prefixes", "orders,shop",
            "gateway.routing.services.archive.url", "http://archive:8080",
            "gateway.routing.services.archive.prefixes", "orders/archive"));

    @Test
    void longestPrefixWins_whenOneLiesBelowAnother() {
        RouteTable table = table();

        assertThat(table.ownerOf("/api/v1/orders/7")).contains("shop");
        assertThat(table.ownerOf("/api/v1/orders/archive")).contains("archive");
        assertThat(table.ownerOf("/api/v1/orders/archive/7")).contains("archive");
        assertThat(table.ownerOf("/api/v1/orders/archived")).contains("shop");
    }

    @Test
    void nothingIsFound_whenOnlyTheBeginningOfASegmentMatches() {
        RouteTable table = table();

        assertThat(table.ownerOf("/api/v1/ordersX")).isEmpty();
        assertThat(table.ownerOf("/api/v1/order")).isEmpty();
        assertThat(table.ownerOf("/api/v1/")).isEmpty();
        assertThat(table.ownerOf("/api/v1")).isEmpty();
        assertThat(table.ownerOf("/api/v2/orders")).isEmpty();
        assertThat(table.ownerOf("/q/health")).isEmpty();
    }

    @Test
    void mostSpecificRuleApplies_whenSeveralMatch() {
        settings.put("gateway.routing.rules.wide.paths", "*/files/**");
        settings.put("gateway.routing.rules.wide.body", "10M");
        settings.put("gateway.routing.rules.narrow.paths", "orders/files/**");
        settings.put("gateway.routing.rules.narrow.body", "20M");
        settings.put("gateway.routing.rules.narrow.methods", "PUT");
        settings.put("gateway.routing.rules.narrow.answer-timeout", "PT3M");
        RouteTable table = table();

        assertThat(table.find("PUT", "/api/v1/orders/files/7")
                        .orElseThrow()
                        .terms()
                        .body())
                .isEqualTo(20L << 20);
        assertThat(table.find("PUT", "/api/v1/orders/files")
                        .orElseThrow()
                        .terms()
                        .answerTimeout())
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(table.find("POST", "/api/v1/orders/files/7")
                        .orElseThrow()
                        .terms()
                        .body())
                .isEqualTo(10L << 20);
        assertThat(table.find("POST", "/api/v1/orders/7").orElseThrow().terms().body())
                .isEqualTo(1L << 20);
    }

    @Test
    void startIsRefused_whenAPrefixHasTwoOwners() {
        settings.put("gateway.routing.services.archive.prefixes", "orders");

        assertThatThrownBy(this::table).hasMessageContaining("belongs to two services");
    }

    @Test
    void startIsRefused_whenAPatternCannotBeRead() {
        settings.put("gateway.routing.rules.odd.paths", "/orders");

        assertThatThrownBy(this::table).hasMessageContaining("Not a path pattern");
    }

    private RouteTable table() {
        settings.putAll(Map.of(
                "gateway.limits.rate.user.requests", "1",
                "gateway.limits.rate.user.burst", "1",
                "gateway.limits.rate.client.requests", "1",
                "gateway.limits.rate.client.burst", "1",
                "gateway.limits.rate.anonymous.requests", "1",
                "gateway.limits.rate.anonymous.burst", "1"));
        var config = new SmallRyeConfigBuilder()
                .withMapping(RoutingConfig.class)
                .withMapping(LimitsConfig.class)
                .withMapping(ResilienceConfig.class)
                .withConverter(
                        io.quarkus.runtime.configuration.MemorySize.class,
                        100,
                        new io.quarkus.runtime.configuration.MemorySizeConverter())
                .withDefaultValues(settings)
                .build();
        return new RouteTable(
                config.getConfigMapping(RoutingConfig.class),
                config.getConfigMapping(LimitsConfig.class),
                config.getConfigMapping(ResilienceConfig.class));
    }
}
