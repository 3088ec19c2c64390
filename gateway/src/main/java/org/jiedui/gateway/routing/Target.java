package org.jiedui.gateway.routing;

import java.time.Duration;
import java.util.Set;

/**
 * Where a request goes and what holds for it: the outcome of routing.
 *
 * @param service name of the service
 * @param route name of the route for logs and metrics: base and prefix
 * @param terms what holds for this path
 */
record Target(String service, String route, Terms terms) {

    /**
     * What holds for a path.
     *
     * @param open reachable without a token
     * @param scopes scopes that the token must have
     * @param body largest request body in bytes
     * @param answerTimeout longest time to the head of the answer
     * @param stream answers may be endless
     */
    record Terms(boolean open, Set<String> scopes, long body, Duration answerTimeout, boolean stream) {}
}
