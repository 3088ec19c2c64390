package org.jiedui.household.quality;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.value.Slices;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.quality.QualityFindings.Opened;
import org.jiedui.household.quality.QualityFindings.Outcome;
import org.jiedui.household.quality.QualityFindings.Verdict;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdTouched;
import org.jiedui.household.registration.HouseholdsTouched;

/**
 * Asks the rules about households that changed, in the transaction of the change, and brings their findings in step. A
 * fault that a blocking rule finds and that was not there before refuses the change with {@code QUALITY_REFUSED}: all
 * faults at once, as reasons. Faults of the household and its members are refused before anything is written. Rules about the risk procedure are asked at
 * night only, because a decision and its record are written one after the other.
 */
@ApplicationScoped
public class QualityChecks {
    private static final int PIECE = 1000;
    private static final Object TOUCHED = QualityChecks.class.getName() + ".touched";

    /** Groups whose rules look at the household and its members only. */
    private static final Set<QualityGroup> IN_MEMORY = EnumSet.of(
            QualityGroup.IDENTITY,
            QualityGroup.FAMILY,
            QualityGroup.SCHOOLING,
            QualityGroup.LABOUR,
            QualityGroup.CAUSE,
            QualityGroup.SAFEGUARD);

    private final QualityFactsReader reader;
    private final QualityFindings findings;
    private final QualitySeverities severities;
    private final HouseholdRepository households;
    private final QualityConfig config;
    private final QualityWarnings warnings;
    private final TransactionSynchronizationRegistry transaction;

    QualityChecks(
            QualityFactsReader reader,
            QualityFindings findings,
            QualitySeverities severities,
            HouseholdRepository households,
            QualityConfig config,
            QualityWarnings warnings,
            TransactionSynchronizationRegistry transaction) {
        this.reader = reader;
        this.findings = findings;
        this.severities = severities;
        this.households = households;
        this.config = config;
        this.warnings = warnings;
        this.transaction = transaction;
    }

    /** What is impossible is refused at once; the rest is looked at when all that the transaction writes is written. */
    void on(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 900) HouseholdTouched touched) {
        if (!config.onWrite()) {
            return;
        }
        refuseImpossible(touched.household());
        if (transaction.getResource(TOUCHED) instanceof Set<?> known) {
            @SuppressWarnings("unchecked")
            var ids = (Set<UUID>) known;
            ids.add(touched.household().id());
            return;
        }
        var ids = new LinkedHashSet<UUID>();
        ids.add(touched.household().id());
        transaction.putResource(TOUCHED, ids);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                checkWritten(List.copyOf(ids));
                giveBackConnection();
            }

            @Override
            public void afterCompletion(int status) {
                // what was found was rolled back or committed with the change
            }
        });
    }

    /**
     * Hibernate has written and given its connection back before, since its own synchronization comes first; what was asked
     * of it here took one again, which nobody would close before the commit.
     */
    private void giveBackConnection() {
        households
                .getEntityManager()
                .unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .beforeTransactionCompletion();
    }

    private void checkWritten(List<UUID> ids) {
        households.flush();
        for (var some : Slices.of(ids, PIECE)) {
            var outcome = check(some, onWrite(), true);
            refuse(outcome.opened());
            warnings.add(outcome.opened().stream().map(o -> o.found().rule()).toList());
        }
    }

    private void refuseImpossible(Household household) {
        var rules = EnumSet.noneOf(QualityRule.class);
        for (var rule : severities.active()) {
            if (severities.of(rule) == QualitySeverity.BLOCK
                    && IN_MEMORY.contains(rule.group())
                    && rule.basis() != QualityBasis.OTHERS) {
                rules.add(rule);
            }
        }
        var facts = reader.of(household);
        var found = QualityPolicy.assess(facts, rules);
        if (!found.isEmpty()) {
            var known = findings.known(household.id());
            refuse(found.stream()
                    .filter(fault -> !known.contains(fault))
                    .map(fault -> new Opened(facts, fault))
                    .toList());
        }
    }

    private void refuse(List<Opened> opened) {
        var blocked = opened.stream()
                .filter(fault -> severities.of(fault.found().rule()) == QualitySeverity.BLOCK)
                .toList();
        if (!blocked.isEmpty()) {
            throw refusal(blocked);
        }
    }

    void on(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 900) HouseholdsTouched touched) {
        if (!config.onImport()) {
            return;
        }
        households.flush();
        for (var some : Slices.of(touched.registered(), PIECE)) {
            findings.keepFirst(verdicts(reader.registered(some), onWrite()), onWrite());
        }
        var registered = touched.registered().stream().map(Household::id).collect(Collectors.toSet());
        var others = touched.households().stream()
                .filter(id -> !registered.contains(id))
                .toList();
        for (var some : Slices.of(others, PIECE)) {
            check(some, onWrite(), true);
        }
    }

    /**
     * Asks rules about some households and keeps what they find, in the running transaction.
     *
     * @param complete whether rules of {@link QualityBasis#RECORD} are among them
     */
    Outcome check(Collection<UUID> ids, Set<QualityRule> rules, boolean complete) {
        return findings.keep(verdicts(reader.read(ids, complete), rules), rules);
    }

    private static List<Verdict> verdicts(List<QualityFacts> households, Set<QualityRule> rules) {
        return households.stream()
                .map(facts -> new Verdict(facts, QualityPolicy.assess(facts, rules)))
                .toList();
    }

    /** All rules that configuration leaves on. */
    Set<QualityRule> all() {
        return severities.active();
    }

    /** Those whose answer can change although the household does not. */
    Set<QualityRule> changing() {
        var rules = EnumSet.copyOf(severities.active());
        rules.removeIf(rule -> rule.basis() == QualityBasis.RECORD);
        return rules;
    }

    private Set<QualityRule> onWrite() {
        var rules = EnumSet.copyOf(severities.active());
        rules.removeIf(rule -> rule.group() == QualityGroup.PROCESS && rule.basis() == QualityBasis.OTHERS);
        return rules;
    }

    private static ProblemException refusal(List<Opened> blocked) {
        return HouseholdProblem.QUALITY_REFUSED.because(
                blocked.stream().map(QualityChecks::reason).distinct().toList());
    }

    /** Says which member is meant by the place in the household, counted from 1, never by name. */
    private static Reason reason(Opened opened) {
        var rule = opened.found().rule();
        return opened.facts().persons().stream()
                .filter(person -> person.id().equals(opened.found().subject()))
                .findFirst()
                .map(person -> person.position() + 1)
                .map(place -> Reason.of(rule, "第 " + place + " 位成员：" + rule.zh(), "Member " + place + ": " + rule.en()))
                .orElseGet(() -> Reason.of(rule, rule.zh(), rule.en()));
    }
}
