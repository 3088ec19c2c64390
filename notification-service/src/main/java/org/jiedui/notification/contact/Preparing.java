package org.jiedui.notification.contact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.preference.PreferenceRepository;
import org.jiedui.notification.preference.TimingPolicy;

/**
 * Makes what leaves for a contact point, in a transaction of its own, at the moment at which it would leave: whatever has
 * held it up, it keeps the quiet hours that its receiver wishes now.
 */
@ApplicationScoped
class Preparing {
    private final ContactPoints contacts;
    private final PreferenceRepository preferences;
    private final TimeSource time;

    Preparing(ContactPoints contacts, PreferenceRepository preferences, TimeSource time) {
        this.contacts = contacts;
        this.preferences = preferences;
        this.time = time;
    }

    /**
     * What was made.
     *
     * @param message or null
     * @param instead how the attempt ends without one, or null
     */
    record Prepared<T>(T message, Outcome instead) {}

    /** The message that {@code write} makes; {@code none} says why there is none. */
    <T> Prepared<T> prepare(Outgoing delivery, String none, Function<ContactPoint, Optional<T>> write) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var contact = contacts.findById(delivery.recipient());
            if (contact == null) {
                return new Prepared<>(null, Outcome.hopeless(null, none));
            }
            var now = time.now();
            if (delivery.name().equals(ContactRegistration.VERIFICATION)) {
                if (contact.code() == null || now.isAfter(contact.codeUntil())) {
                    return new Prepared<>(null, Outcome.hopeless(null, "the code cannot be used any more"));
                }
            } else if (!delivery.urgent()) {
                var habits = preferences.findByIdOptional(contact.account()).map(wish -> wish.habits(time.zone()));
                var from =
                        habits.map(wish -> TimingPolicy.afterQuiet(now, wish)).orElse(now);
                if (from.isAfter(now)) {
                    return new Prepared<>(null, Outcome.postponed(Duration.between(now, from)));
                }
            }
            return write.apply(contact)
                    .map(message -> new Prepared<>(message, null))
                    .orElseGet(() -> new Prepared<>(null, Outcome.hopeless(null, none)));
        });
    }
}
