package org.jiedui.chassis.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.web.EarlyRefusal;

/**
 * A service that started while the identity provider was away looks for it when the first token comes. Whoever comes
 * meanwhile waits for that one look: Quarkus looks once for each request and keeps a client of each look that succeeds.
 * Where the provider is not found, all who waited get 503, and the next request looks again.
 */
@ApplicationScoped
public class ProviderMeeting {
    private static final Logger LOG = Logger.getLogger(ProviderMeeting.class);

    /** After those were refused who are too many, before tokens are checked. */
    private static final int PRIORITY = 400;

    private final Instance<TenantConfigBean> tenants;
    private final EarlyRefusal refusal;
    private Future<Void> look;

    ProviderMeeting(Instance<TenantConfigBean> tenants, EarlyRefusal refusal) {
        this.tenants = tenants;
        this.refusal = refusal;
    }

    void register(@Observes Filters filters) {
        filters.register(this::meet, PRIORITY);
    }

    private void meet(RoutingContext http) {
        if (tenants.get().getDefaultTenant().ready()
                || !http.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            http.next();
            return;
        }
        var here = http.vertx().getOrCreateContext();
        look().onComplete(met -> here.runOnContext(then -> {
            if (met.succeeded()) {
                http.next();
            } else if (!http.response().closed()) {
                refusal.answer(http, CommonProblem.UNAVAILABLE.problem());
            }
        }));
    }

    private Future<Void> look() {
        Promise<Void> found = Promise.promise();
        synchronized (this) {
            if (look != null) {
                return look;
            }
            look = found.future();
        }
        // the look is over before those who waited are let go: the next one begins a new look
        tenants.get()
                .getDefaultTenant()
                .initialize()
                .subscribe()
                .with(
                        tenant -> {
                            over();
                            found.complete();
                        },
                        cause -> {
                            LOG.warnf("the identity provider was not found: %s", cause.getMessage());
                            over();
                            found.fail(cause);
                        });
        return found.future();
    }

    private synchronized void over() {
        look = null;
    }
}
