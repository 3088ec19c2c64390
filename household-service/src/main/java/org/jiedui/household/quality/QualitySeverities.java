package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How strict each rule is in this deployment: as configured, otherwise by the catalogue. OFF goes before BLOCK before WARN. */
@ApplicationScoped
public class QualitySeverities {
    private final Map<QualityRule, QualitySeverity> severities;

    QualitySeverities(QualityConfig config) {
        severities = resolve(config.off(), config.block(), config.warn());
    }

    static Map<QualityRule, QualitySeverity> resolve(
            Optional<Set<QualityRule>> off, Optional<Set<QualityRule>> block, Optional<Set<QualityRule>> warn) {
        var severities = new EnumMap<QualityRule, QualitySeverity>(QualityRule.class);
        for (var rule : QualityRule.values()) {
            severities.put(rule, rule.severity());
        }
        warn.ifPresent(rules -> rules.forEach(rule -> severities.put(rule, QualitySeverity.WARN)));
        block.ifPresent(rules -> rules.forEach(rule -> severities.put(rule, QualitySeverity.BLOCK)));
        off.ifPresent(rules -> rules.forEach(rule -> severities.put(rule, QualitySeverity.OFF)));
        return severities;
    }

    /** The severity of a rule. */
    public QualitySeverity of(QualityRule rule) {
        return severities.get(rule);
    }

    /** The rules that are asked at all. */
    public Set<QualityRule> active() {
        var rules = EnumSet.allOf(QualityRule.class);
        rules.removeIf(rule -> of(rule) == QualitySeverity.OFF);
        return rules;
    }
}
