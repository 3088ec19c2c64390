package org.jiedui.household.risk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiedui.household.plan.MeasureCategory;

/**
 * Which measures meet which risk (domain 5.4, HH-16): a risk is met by at least one measure of a suitable category; a
 * household that can work needs at least one developmental measure whatever its risks.
 */
public final class CoveragePolicy {
    private static final Set<MeasureCategory> DEVELOPMENTAL = EnumSet.of(
            MeasureCategory.INDUSTRY, MeasureCategory.EMPLOYMENT, MeasureCategory.FINANCE, MeasureCategory.PUBLIC_POST);
    private static final Map<RiskNeed, Set<MeasureCategory>> SUITABLE = new EnumMap<>(RiskNeed.class);

    static {
        SUITABLE.put(RiskNeed.ILLNESS, EnumSet.of(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP));
        SUITABLE.put(
                RiskNeed.SCHOOLING,
                EnumSet.of(
                        MeasureCategory.COMPULSORY_EDUCATION, MeasureCategory.EDUCATION, MeasureCategory.SOCIAL_HELP));
        SUITABLE.put(
                RiskNeed.DISABILITY, EnumSet.of(MeasureCategory.COMPREHENSIVE_SECURITY, MeasureCategory.SOCIAL_HELP));
        SUITABLE.put(RiskNeed.HOUSING, EnumSet.of(MeasureCategory.SAFE_HOUSING, MeasureCategory.RELOCATION));
        SUITABLE.put(RiskNeed.WATER, EnumSet.of(MeasureCategory.SAFE_WATER));
        SUITABLE.put(RiskNeed.OUT_OF_SCHOOL, EnumSet.of(MeasureCategory.COMPULSORY_EDUCATION));
        SUITABLE.put(RiskNeed.NO_MEDICAL_INSURANCE, EnumSet.of(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP));
        SUITABLE.put(RiskNeed.DEVELOPMENT, DEVELOPMENTAL);
    }

    private CoveragePolicy() {}

    /** The categories that meet a need. */
    public static Set<MeasureCategory> suitable(RiskNeed need) {
        return Set.copyOf(SUITABLE.get(need));
    }

    /** What has to be met, in the order of the list. */
    public static List<RiskNeed> needs(Collection<Risk> risks, int labour, int childrenOutOfSchool, int uninsured) {
        var needs = new ArrayList<RiskNeed>();
        for (var need : RiskNeed.values()) {
            var applies = switch (need) {
                case ILLNESS -> risks.contains(Risk.ILLNESS);
                case SCHOOLING -> risks.contains(Risk.SCHOOLING);
                case DISABILITY -> risks.contains(Risk.DISABILITY);
                case HOUSING -> risks.contains(Risk.HOUSING);
                case WATER -> risks.contains(Risk.WATER);
                case OUT_OF_SCHOOL -> childrenOutOfSchool > 0;
                case NO_MEDICAL_INSURANCE -> uninsured > 0;
                case DEVELOPMENT -> labour > 0;
            };
            if (applies) {
                needs.add(need);
            }
        }
        return needs;
    }

    /** Those of the needs that no measure meets. */
    public static List<RiskNeed> unmet(Collection<RiskNeed> needs, Collection<MeasureCategory> measures) {
        return needs.stream()
                .filter(need -> measures.stream().noneMatch(SUITABLE.get(need)::contains))
                .toList();
    }
}
