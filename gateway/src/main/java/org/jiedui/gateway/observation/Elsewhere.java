package org.jiedui.gateway.observation;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;

/** Answers what nothing else answers, inside and outside the API, with problems instead of the server's own pages. */
@ApplicationScoped
class Elsewhere {
    void install(@Observes Router router) {
        router.errorHandler(400, context -> refuse(context, GatewayProblem.MALFORMED_REQUEST));
        router.errorHandler(404, context -> refuse(context, GatewayProblem.NOT_FOUND));
        router.errorHandler(405, context -> refuse(context, GatewayProblem.METHOD_NOT_ALLOWED));
    }

    private static void refuse(RoutingContext context, GatewayProblem problem) {
        if (Visit.of(context) == null) {
            Visit.begin(context);
        }
        Refuser.refuse(context, Refusal.of(problem));
    }
}
