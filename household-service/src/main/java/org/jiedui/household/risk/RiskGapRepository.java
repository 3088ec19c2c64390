package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.registration.Household;

/**
 * Monitored households with a need that no measure meets (HH-16). The query is made from {@link CoveragePolicy}, so that
 * there is one table of what meets what. A measure counts while it had not ended before the monitoring began, which the green
 * channel does at once.
 */
@ApplicationScoped
public class RiskGapRepository {
    private static final String MEASURE =
            "(select 1 from Measure m where m.householdId = e.householdId and m.cancelledAt is null"
                    + " and (m.toDay is null or m.toDay >= e.since) and m.category in (%s))";

    private final EntityManager entities;
    private final TimeSource time;

    RiskGapRepository(EntityManager entities, TimeSource time) {
        this.entities = entities;
        this.time = time;
    }

    /** Unmet needs of a case with their age in days. */
    public record Gap(RiskCase riskCase, List<RiskNeed> unmet, LocalDate since) {}

    /** Cases monitored for at least so many days that have an unmet need; of certain needs when some are given. */
    public KeysetQuery<RiskCase> cases(Caller caller, String regionPattern, Collection<RiskNeed> needs, int days) {
        var wanted = needs.isEmpty() ? List.of(RiskNeed.values()) : List.copyOf(needs);
        var unmet = wanted.stream().map(RiskGapRepository::condition).collect(Collectors.joining(" or ", "(", ")"));
        return new KeysetQuery<>("risk-gaps", RiskCase.class, RiskCase::id)
                .where(RiskAlertRepository.visible(caller), RiskAlertRepository.visibility(caller, time))
                .whereIf("e.region like :below", "below", regionPattern)
                .where(
                        "e.state in :monitored or (e.greenChannelOn is not null and e.state in :open)",
                        Map.of("monitored", states(RiskCaseState::isMonitored), "open", states(RiskCaseState::isOpen)))
                .where("e.since <= :before", Map.of("before", time.today().minusDays(days)))
                .where(unmet, Map.of())
                .sortableBy("region", RiskCase::region, text -> text)
                .sortableBy("since", RiskCase::since, LocalDate::parse);
    }

    private static List<RiskCaseState> states(Predicate<RiskCaseState> wanted) {
        return java.util.Arrays.stream(RiskCaseState.values()).filter(wanted).toList();
    }

    private static String condition(RiskNeed need) {
        var applies = switch (need) {
            case ILLNESS, SCHOOLING, DISABILITY, HOUSING, WATER ->
                "concat(',', e.risks, ',') like '%," + need.name() + ",%'";
            case OUT_OF_SCHOOL -> household("h.childrenOutOfSchool > 0");
            case NO_MEDICAL_INSURANCE -> household("h.uninsuredCount > 0");
            case DEVELOPMENT -> household("h.labourCount > 0");
        };
        var categories = CoveragePolicy.suitable(need).stream()
                .sorted()
                .map(category -> "org.jiedui.household.plan.MeasureCategory." + category.name())
                .collect(Collectors.joining(", "));
        return "(" + applies + " and not exists " + MEASURE.formatted(categories) + ")";
    }

    private static String household(String condition) {
        return "exists (select 1 from Household h where h.id = e.householdId and " + condition + ")";
    }

    /** What is unmet in these cases, with two queries for all of them. */
    public List<Gap> gaps(List<RiskCase> cases) {
        if (cases.isEmpty()) {
            return List.of();
        }
        var ids = cases.stream().map(RiskCase::householdId).toList();
        var households = new HashMap<UUID, Household>();
        entities.createQuery("from Household h where h.id in :ids", Household.class)
                .setParameter("ids", ids)
                .getResultList()
                .forEach(household -> households.put(household.id(), household));
        var measures = new HashMap<UUID, Set<MeasureCategory>>();
        entities.createQuery(
                        "select m.householdId, m.category from Measure m, RiskCase e where m.householdId in :ids"
                                + " and e.id in :cases and e.householdId = m.householdId and m.cancelledAt is null"
                                + " and (m.toDay is null or m.toDay >= e.since)",
                        Object[].class)
                .setParameter("ids", ids)
                .setParameter("cases", cases.stream().map(RiskCase::id).toList())
                .getResultStream()
                .forEach(row -> measures.computeIfAbsent((UUID) row[0], id -> new HashSet<>())
                        .add((MeasureCategory) row[1]));
        var gaps = new ArrayList<Gap>();
        for (var riskCase : cases) {
            var household = households.get(riskCase.householdId());
            var needs = CoveragePolicy.needs(
                    riskCase.risks(),
                    household == null ? 0 : household.labourCount(),
                    household == null ? 0 : household.childrenOutOfSchool(),
                    household == null ? 0 : household.uninsuredCount());
            gaps.add(new Gap(
                    riskCase,
                    CoveragePolicy.unmet(needs, measures.getOrDefault(riskCase.householdId(), Set.of())),
                    riskCase.since()));
        }
        return gaps;
    }
}
