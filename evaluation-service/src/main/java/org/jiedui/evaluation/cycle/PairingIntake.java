package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Takes in what pairing announces: late, twice and in any order. A pairing that counts for a cycle which is open already
 * gets its tasks at once; tasks that exist stay, because they were true for the period.
 */
@ApplicationScoped
public class PairingIntake {
    private final RuleBook rules;
    private final PairingFacts facts;
    private final CycleRepository cycles;
    private final TaskGeneration generation;

    PairingIntake(RuleBook rules, PairingFacts facts, CycleRepository cycles, TaskGeneration generation) {
        this.rules = rules;
        this.facts = facts;
        this.cycles = cycles;
        this.generation = generation;
    }

    /** Takes in one announcement. */
    @Transactional
    public void take(PairingFact fact) {
        rules.lock(fact.programme(), false);
        facts.store(fact);
        for (var cycle : cycles.openIn(fact.programme(), fact.region())) {
            cycles.getEntityManager().lock(cycle, jakarta.persistence.LockModeType.PESSIMISTIC_READ);
            generation.of(cycle, List.of(fact.helperId()));
        }
    }
}
