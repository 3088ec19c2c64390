package org.jiedui.pairing.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.CodeList;

/**
 * What pairing knows of a household: a projection of the household service's events. Facts (from registered and changed)
 * and status (from every event that tells it) carry the time of the event that they come from, so that events may arrive
 * late or twice.
 */
@Entity
@Table(name = "household")
public class Household {
    @Id
    private UUID id;

    @Column(name = "household_number")
    private String householdNumber;

    private String region;

    private String type;

    private String category;

    private boolean stable;

    @Column(name = "in_care")
    private boolean inCare;

    private int members;

    private int labour;

    @Column(name = "children_out_of_school")
    private int childrenOutOfSchool;

    @Column(name = "self_care")
    private boolean selfCare;

    private String needs;

    private String causes;

    private String risks;

    @Column(name = "income_per_capita")
    private BigDecimal incomePerCapita;

    @Column(name = "facts_at")
    private Instant factsAt;

    @Column(name = "status_at")
    private Instant statusAt;

    private boolean closed;

    @Column(name = "closed_told_at")
    private Instant closedToldAt;

    /** For Hibernate. */
    protected Household() {}

    /** A household of which nothing is known yet but where it is: able-bodied and stable until told otherwise. */
    Household(UUID id, String region) {
        this.id = id;
        this.region = region;
        stable = true;
        members = 1;
        labour = 1;
        selfCare = true;
        needs = "";
        causes = "";
        risks = "";
        factsAt = Instant.EPOCH;
        statusAt = Instant.EPOCH;
        closedToldAt = Instant.EPOCH;
    }

    /** Takes over facts and status unless newer ones are known. */
    void tell(HouseholdFacts facts, Instant at) {
        if (!at.isBefore(factsAt)) {
            householdNumber = facts.householdNumber();
            region = facts.region();
            type = facts.type();
            members = facts.members();
            labour = facts.labour();
            childrenOutOfSchool = facts.childrenOutOfSchool();
            selfCare = facts.selfCare();
            needs = CodeList.join(facts.needs());
            causes = CodeList.join(facts.causes());
            incomePerCapita = facts.incomePerCapita();
            factsAt = at;
        }
        if (!at.isBefore(statusAt)) {
            category = facts.category();
            stable = facts.stable();
            inCare = facts.inCare();
            statusAt = at;
        }
    }

    /** It is monitored from now on, unless something newer is known. */
    void monitored(String newCategory, List<String> newRisks, Instant at) {
        if (!at.isBefore(statusAt)) {
            category = newCategory;
            risks = CodeList.join(newRisks);
            stable = false;
            inCare = true;
            statusAt = at;
        }
    }

    /** Its risk is eliminated, unless something newer is known. Whether it stays in care is told by its facts. */
    void stabilised(Instant at) {
        if (!at.isBefore(statusAt)) {
            risks = "";
            stable = true;
            statusAt = at;
        }
    }

    /** It is no more, unless something newer is known: nobody is in care there. */
    void closed(Instant at) {
        tellClosed(true, at);
        if (!at.isBefore(statusAt)) {
            risks = "";
            stable = true;
            inCare = false;
            statusAt = at;
        }
    }

    /** It is there again, since the merge in which it went was undone. Its status is told by its facts. */
    void restored(Instant at) {
        tellClosed(false, at);
    }

    private void tellClosed(boolean now, Instant at) {
        if (!at.isBefore(closedToldAt)) {
            closed = now;
            closedToldAt = at;
        }
    }

    public UUID id() {
        return id;
    }

    public String householdNumber() {
        return householdNumber;
    }

    public String region() {
        return region;
    }

    public String type() {
        return type;
    }

    public String category() {
        return category;
    }

    /** Not monitored. */
    public boolean stable() {
        return stable;
    }

    /** Monitored, or lifted out of poverty and still cared for. */
    public boolean inCare() {
        return inCare;
    }

    public int members() {
        return members;
    }

    /** Whether it is no more: dissolved, or one with another household. */
    public boolean closed() {
        return closed;
    }

    /** Members who can work. */
    public int labour() {
        return labour;
    }

    public int childrenOutOfSchool() {
        return childrenOutOfSchool;
    }

    /** Whether somebody in it can care for themselves. */
    public boolean selfCare() {
        return selfCare;
    }

    public List<String> needs() {
        return CodeList.split(needs);
    }

    public List<String> causes() {
        return CodeList.split(causes);
    }

    public List<String> risks() {
        return CodeList.split(risks);
    }
}
