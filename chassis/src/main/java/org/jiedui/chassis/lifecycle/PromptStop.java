package org.jiedui.chassis.lifecycle;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.shutdown.ShutdownListener;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Lets the process stop as soon as its requests are finished. In Quarkus 3.30.5 to 3.30.8 a listener of the Jackson extension
 * never reports that it is done (quarkusio/quarkus#51915), so that every stop lasted the whole of
 * {@code quarkus.shutdown.timeout}, even with nothing under way. All that listener does is to empty a cache of a process that
 * ends; it is taken out just before it would be asked, which is why {@code quarkus.shutdown.delay-enabled} is set. To be
 * deleted with the first platform version that has the correction.
 */
@ApplicationScoped
class PromptStop {
    private static final Logger LOG = Logger.getLogger(PromptStop.class);
    private static final String NEVER_DONE = "io.quarkus.jackson.runtime.JacksonRecorder";

    void takeOutWhoNeverAnswers(@Observes ShutdownDelayInitiatedEvent event) {
        try {
            var field = ShutdownRecorder.class.getDeclaredField("shutdownListeners");
            field.setAccessible(true);
            var answering = ((List<?>) field.get(null))
                    .stream()
                            .map(ShutdownListener.class::cast)
                            .filter(listener -> !listener.getClass().getName().startsWith(NEVER_DONE))
                            .toList();
            field.set(null, answering);
        } catch (ReflectiveOperationException e) {
            LOG.warnf("this stop lasts as long as it may: %s", e.toString());
        }
    }
}
