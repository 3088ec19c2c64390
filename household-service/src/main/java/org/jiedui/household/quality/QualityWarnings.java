package org.jiedui.household.quality;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What the rules warned of during the present request, for the answer to say so; nothing outside of requests. */
@ApplicationScoped
public class QualityWarnings {
    private final Present present;

    QualityWarnings(Present present) {
        this.present = present;
    }

    /** Of one request. */
    @RequestScoped
    static class Present {
        private final Set<QualityRule> rules = EnumSet.noneOf(QualityRule.class);

        void add(Collection<QualityRule> more) {
            rules.addAll(more);
        }

        Set<QualityRule> rules() {
            return rules;
        }
    }

    void add(Collection<QualityRule> rules) {
        if (Arc.container().requestContext().isActive()) {
            present.add(rules);
        }
    }

    /** The rules that found something new. */
    public Set<QualityRule> ofThisRequest() {
        return Arc.container().requestContext().isActive() ? present.rules() : Set.of();
    }
}
