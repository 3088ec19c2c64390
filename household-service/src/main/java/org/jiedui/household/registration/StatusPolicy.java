package org.jiedui.household.registration;

import java.util.ArrayList;
import java.util.List;

/**
 * Which changes of type and monitored category are legal by transition (HH-05; domain 5.1). A category is given and
 * ended by the risk procedure alone; while the household is monitored, a transition may change which one it is. Unstable
 * is for lifted households, marginal for ordinary ones, sudden hardship for both.
 */
public final class StatusPolicy {
    private StatusPolicy() {}

    /**
     * What a household is.
     *
     * @param category null: never monitored
     * @param monitored monitoring is under way
     */
    public record Status(HouseholdType type, MonitoredCategory category, boolean monitored) {}

    /** Whether a category fits a type. */
    public static boolean fits(MonitoredCategory category, HouseholdType type) {
        return switch (category) {
            case UNSTABLE -> type == HouseholdType.LIFTED;
            case MARGINAL -> type == HouseholdType.ORDINARY;
            case SUDDEN_HARDSHIP -> true;
        };
    }

    /** All that the household may become, without what it is. */
    public static List<Status> legal(Status now) {
        var legal = new ArrayList<Status>();
        for (var type : HouseholdType.values()) {
            if (!now.monitored()) {
                legal.add(new Status(type, now.category(), false));
            } else {
                for (var category : MonitoredCategory.values()) {
                    if (fits(category, type)) {
                        legal.add(new Status(type, category, true));
                    }
                }
            }
        }
        legal.remove(now);
        return List.copyOf(legal);
    }
}
