package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("GW-01")
class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders",
                "/api/v1/orders/",
                "/api/v1/orders/0190-ab_c~d.e/lines",
                "/api/v1/orders/%E5%AE%89%E5%90%89",
                "/api/v1/orders/a%20b",
                "/api/v1/orders/...",
                "/api/v1/orders/.well-known",
                "/"
            })
    void isTaken_whenItMeansTheSameToEverybody(String path) {
        assertThat(RequestPath.isSafe(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/api/v1//orders",
                "//api/v1/orders",
                "/api/v1/./orders",
                "/api/v1/../q/metrics",
                "/api/v1/orders/..",
                "/api/v1/orders/%2e%2e/q",
                "/api/v1/orders/%2E./q",
                "/api/v1/a%2fb",
                "/api/v1/a%2Fb",
                "/api/v1/a%5cb",
                "/api/v1/a\\b",
                "/api/v1/orders;x=1/..;/q",
                "/api/v1/orders/%3bx",
                "/api/v1/a%00b",
                "/api/v1/a%0d%0ab",
                "/api/v1/a%7f",
                "/api/v1/a%252fb",
                "/api/v1/a%3fb",
                "/api/v1/a%23b",
                "/api/v1/%",
                "/api/v1/%2",
                "/api/v1/%zz",
                "/api/v1/%-1",
                "/api/v1/%٣٣",
                "/api/v1/a|b",
                "/api/v1/a b",
                "/api/v1/安吉",
                "/api/v1/a<b>"
            })
    void isRefused_whenAServiceMightReadItDifferently(String path) {
        assertThat(RequestPath.isSafe(path)).isFalse();
    }
}
