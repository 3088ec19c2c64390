package org.jiedui.evaluation.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What makes a template usable (EV-01). Pure. */
public final class TemplatePolicy {
    /** Why a template is refused. */
    public enum Flaw {
        /** The weights of a section do not add up to 100. */
        WEIGHTS_NOT_100,
        /** A path has two sections. */
        DUPLICATE_PATH,
        /** A section has two indicators of one code. */
        DUPLICATE_INDICATOR,
        /** A scale whose highest score is not above its lowest. */
        EMPTY_SCALE,
        /** A section without any mandatory indicator could be answered with nothing. */
        NOTHING_MANDATORY
    }

    /**
     * One flaw.
     *
     * @param where the path, or path and indicator
     * @param figure the sum of the weights for {@code WEIGHTS_NOT_100}, otherwise null
     */
    public record Finding(Flaw flaw, String where, Integer figure) {}

    private TemplatePolicy() {}

    /** All flaws of the sections, none when the template may be stored. */
    public static List<Finding> check(List<Section> sections) {
        var findings = new ArrayList<Finding>();
        var paths = new HashSet<Object>();
        for (var section : sections) {
            var path = section.path().name();
            if (!paths.add(section.path())) {
                findings.add(new Finding(Flaw.DUPLICATE_PATH, path, null));
            }
            var sum = section.indicators().stream().mapToInt(Indicator::weight).sum();
            if (sum != 100) {
                findings.add(new Finding(Flaw.WEIGHTS_NOT_100, path, sum));
            }
            if (section.indicators().stream().noneMatch(Indicator::mandatory)) {
                findings.add(new Finding(Flaw.NOTHING_MANDATORY, path, null));
            }
            var codes = new HashSet<String>();
            for (var indicator : section.indicators()) {
                var where = path + "/" + indicator.code();
                if (!codes.add(indicator.code())) {
                    findings.add(new Finding(Flaw.DUPLICATE_INDICATOR, where, null));
                }
                if (indicator.max() <= indicator.min()) {
                    findings.add(new Finding(Flaw.EMPTY_SCALE, where, null));
                }
            }
        }
        return findings;
    }
}
