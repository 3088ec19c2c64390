package org.jiedui.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the gateway. A main class of its own because one switch of the platform must be set before its classes load:
 * the platform would answer an odd request target with an empty 400, where the contract promises a problem document.
 */
@QuarkusMain
public final class GatewayMain {
    private GatewayMain() {}

    /** Runs until the process is told to stop; then drains, see the README. */
    public static void main(String... args) {
        // RequestPath is stricter than java.net.URI, so nothing passes that was refused before.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }
}
