package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import org.jiedui.chassis.security.Caller;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.RuleBook;

/** The year of a subject from the results that the caller sees. Nothing is stored: it follows from them at any time. */
@ApplicationScoped
public class YearResults {
    private final ResultRepository results;
    private final CycleRepository cycles;
    private final RuleBook rules;

    YearResults(ResultRepository results, CycleRepository cycles, RuleBook rules) {
        this.results = results;
        this.cycles = cycles;
        this.rules = rules;
    }

    /**
     * The year to which this result belongs; of several results of a part the one whose period ends last counts.
     *
     * @return null when the result's period belongs to more than one year
     */
    public YearPolicy.Year of(Caller caller, Result result) {
        Cycle own = cycles.findById(result.cycleId());
        if (YearPolicy.part(own.periodFrom(), own.periodTo()).isEmpty()) {
            return null;
        }
        var year = own.periodTo().getYear();
        var found = new LinkedHashMap<YearPolicy.Part, YearPolicy.Found>();
        for (var cycle : cycles.ofYear(own.programme(), own.region(), year)) {
            results.visibleOf(caller, cycle.id(), result.subjectId())
                    .ifPresent(r -> YearPolicy.part(cycle.periodFrom(), cycle.periodTo())
                            .ifPresent(part -> found.put(
                                    part, new YearPolicy.Found(part, r.id(), r.shownScore(), r.scoreWithheld()))));
        }
        var figures = own.plan().figures();
        return YearPolicy.combine(
                found.values().stream().toList(),
                rules.halfYearWeight(own.programme(), own.periodTo()),
                new ScoringPolicy.Rules(
                        figures.excellentFrom(),
                        figures.goodFrom(),
                        figures.qualifiedFrom(),
                        figures.topQuota(),
                        figures.leastMeetings()));
    }
}
