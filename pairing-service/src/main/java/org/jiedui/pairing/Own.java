package org.jiedui.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * Parameters of the conditions by which somebody without an office sees what is the own: {@code me}, the account, and
 * {@code readable}, a day: what ended on it or earlier is not read any more (PA-11).
 */
@ApplicationScoped
public class Own {
    /**
     * HQL that holds when the helper side of the pairing of an alias has gone for good and does not read on, whatever became
     * of the pairing: one for which somebody else is looked for only rests.
     */
    public static final String GONE = "(exists (select 1 from Helper g where g.id = %1$s.helperId and g.availableTo"
            + " < :readable) or exists (select 1 from Organisation g where g.id = %1$s.helperId and g.availableTo"
            + " < :readable))";

    private final HandOverConfig config;
    private final TimeSource time;

    Own(HandOverConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
    }

    /** Those of a caller, and some more. */
    public Map<String, Object> of(Caller caller, Map<String, ?> more) {
        var all = new HashMap<String, Object>(more);
        all.put("me", caller.subject());
        all.put("readable", time.today().minusDays(config.handOverDays()));
        return all;
    }
}
