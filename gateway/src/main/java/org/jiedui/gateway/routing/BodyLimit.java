package org.jiedui.gateway.routing;

import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;

/** The answer to a body that is larger than its route allows. */
final class BodyLimit {
    private BodyLimit() {}

    static Refusal refusal(long bytes) {
        return Refusal.of(
                GatewayProblem.TOO_LARGE,
                "请求体不得超过 " + bytes + " 字节",
                "The body must not be larger than " + bytes + " bytes");
    }
}
