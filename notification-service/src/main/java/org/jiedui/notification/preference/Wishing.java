package org.jiedui.notification.preference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Set;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.delivery.DeliveryQueue;

/** Takes an account's wishes. */
@ApplicationScoped
public class Wishing {
    private enum Fault {
        UNKNOWN_EVENT_TYPE,
        MANDATORY
    }

    private final PreferenceRepository preferences;
    private final DeliveryQueue queue;
    private final TimeSource time;

    Wishing(PreferenceRepository preferences, DeliveryQueue queue, TimeSource time) {
        this.preferences = preferences;
        this.queue = queue;
        this.time = time;
    }

    /**
     * Replaces all wishes of the caller; refuses mandatory types with {@code MANDATORY_TYPE}. What waits for the caller's
     * addresses and is not wanted any more is parked.
     */
    @Transactional
    public Preference replace(Caller caller, Set<OptOut> wishes, Habits habits, String ifMatch) {
        var faults = new ArrayList<Reason>();
        for (var wish : wishes) {
            var type = EventType.named(wish.type());
            if (type.isEmpty()) {
                faults.add(Reason.of(Fault.UNKNOWN_EVENT_TYPE, "没有此事件类型", "No such event type"));
            } else if (type.get().mandatory()) {
                faults.add(Reason.of(Fault.MANDATORY, wish.type() + " 不可退订", wish.type() + " is mandatory"));
            }
        }
        if (!faults.isEmpty()) {
            throw NotificationProblem.MANDATORY_TYPE.because(faults);
        }
        var known = preferences.findByIdOptional(caller.subject());
        Answers.requireMatch(ifMatch, known.map(Preference::version).orElse(0L));
        var preference = known.orElseGet(() -> new Preference(caller.subject()));
        preference.replace(wishes, habits, time.now());
        preferences.persistAndFlush(preference);
        queue.withdrawUnwanted(caller.subject());
        return preference;
    }
}
