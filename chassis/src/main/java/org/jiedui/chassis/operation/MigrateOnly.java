package org.jiedui.chassis.operation;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * With {@code jiedui.migrate-only=true} the service ends as soon as its schema is migrated, with exit code 0: what the
 * chart's migration job runs before new replicas start. A failed migration ends the process by itself, with 1.
 */
@ApplicationScoped
public class MigrateOnly {
    private static final Logger LOG = Logger.getLogger(MigrateOnly.class);

    private final boolean migrateOnly;

    MigrateOnly(@ConfigProperty(name = "jiedui.migrate-only", defaultValue = "false") boolean migrateOnly) {
        this.migrateOnly = migrateOnly;
    }

    void end(@Observes @Priority(1) StartupEvent event) {
        if (migrateOnly) {
            LOG.info("schema is migrated, nothing else to do");
            Quarkus.asyncExit(0);
        }
    }
}
