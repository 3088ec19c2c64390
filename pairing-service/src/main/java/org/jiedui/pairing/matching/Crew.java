package org.jiedui.pairing.matching;

import java.util.List;
import java.util.Set;

/**
 * What the members of a team bring along on one day.
 *
 * @param leaders kinds of those who lead it
 */
public record Crew(Set<String> skills, Set<String> languages, List<String> leaders) {
    /** A team without members. */
    public static final Crew NOBODY = new Crew(Set.of(), Set.of(), List.of());

    /** By which the team fits villages; null: by its own kind. */
    public String leaderKind() {
        return leaders.isEmpty() ? null : leaders.get(0);
    }
}
