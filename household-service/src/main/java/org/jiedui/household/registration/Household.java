package org.jiedui.household.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.income.IncomeFigures;
import org.jiedui.household.income.IncomeLine;
import org.jiedui.household.income.IncomePolicy;
import org.jiedui.household.income.IncomeStatements;

/**
 * A household: the unit of help. It has exactly one living head, and its figures (members, labour, children out of
 * school, uninsured) always follow from its members, as of the day of the last change.
 */
@Entity
public class Household {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;
    private String householdNumber;
    private String externalId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HouseholdType type;

    private String attributes;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MonitoredCategory category;

    private boolean stable;
    private String address;
    private PersonalText bankAccount;
    private String headName;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Cause mainCause;

    private String otherCauses;
    private String causeRemark;
    private String needs;
    private String needsRemark;

    @Embedded
    private Safeguards safeguards;

    private BigDecimal floorSpace;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HousingGrade housingGrade;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Toilet toilet;

    private int memberCount;
    private int labourCount;
    private int childrenOutOfSchool;
    private int uninsuredCount;
    private boolean selfCare;
    private Integer incomeYear;
    private BigDecimal incomePerCapita;
    private BigDecimal incomePrevious;
    private BigDecimal rollingNet;
    private LocalDate rollingMonth;

    /** Set by {@link HouseholdRepository#visited} alone: whoever saves the household would write an older day over it. */
    @Column(updatable = false)
    private LocalDate lastVisitedOn;

    /** Computed by the database; see {@link NotVisited}. */
    @Column(name = "unvisited_from", insertable = false, updatable = false)
    private LocalDate unvisitedSince;

    /** Computed by the database: the region, of a household whose number is of another village; otherwise null. */
    @Column(insertable = false, updatable = false)
    private String movedTo;

    private UUID openAlertId;
    private UUID openCaseId;
    private LocalDate registeredOn;
    private LocalDate closedOn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Closure closure;

    private UUID mergedInto;
    private String wishes;
    private String wishesRemark;

    @jakarta.persistence.Convert(converter = AssetList.class)
    private List<Asset> assets = List.of();

    private Instant anonymisedAt;
    private Instant createdAt;
    private Instant updatedAt;

    @OneToMany(mappedBy = "household")
    @OrderBy("position")
    private List<Member> members = new ArrayList<>();

    protected Household() {}

    /** What {@link #Household(RowCursor, AssetList)} reads, in its order, of the table {@code h}. */
    static final String COLUMNS = String.join(
            ", h.",
            "h.id",
            "version",
            "region",
            "household_number",
            "external_id",
            "type",
            "attributes",
            "category",
            "stable",
            "address",
            "bank_account",
            "head_name",
            "main_cause",
            "other_causes",
            "cause_remark",
            "needs",
            "needs_remark",
            "food",
            "clothing",
            "education",
            "medical_care",
            "housing",
            "water",
            "safeguards_checked_on",
            "floor_space",
            "housing_grade",
            "toilet",
            "member_count",
            "labour_count",
            "children_out_of_school",
            "self_care",
            "income_year",
            "income_per_capita",
            "last_visited_on",
            "open_alert_id",
            "open_case_id",
            "registered_on",
            "closed_on",
            "closure",
            "merged_into",
            "wishes",
            "wishes_remark",
            "assets",
            "anonymised_at",
            "created_at",
            "updated_at");

    /** As it is stored, to be shown and never changed; without the figures that only rules compare. */
    Household(RowCursor row, AssetList lists) throws SQLException {
        id = row.id();
        version = row.number();
        region = row.text();
        householdNumber = row.text();
        externalId = row.text();
        type = row.code(HouseholdType.class);
        attributes = row.text();
        category = row.code(MonitoredCategory.class);
        stable = row.flag();
        address = row.text();
        bankAccount = row.personal();
        headName = row.text();
        mainCause = row.code(Cause.class);
        otherCauses = row.text();
        causeRemark = row.text();
        needs = row.text();
        needsRemark = row.text();
        safeguards = new Safeguards(
                row.code(Safeguard.class),
                row.code(Safeguard.class),
                row.code(Safeguard.class),
                row.code(Safeguard.class),
                row.code(Safeguard.class),
                row.code(Safeguard.class),
                row.day());
        floorSpace = row.decimal();
        housingGrade = row.code(HousingGrade.class);
        toilet = row.code(Toilet.class);
        memberCount = (int) row.number();
        labourCount = (int) row.number();
        childrenOutOfSchool = (int) row.number();
        selfCare = row.flag();
        incomeYear = row.numberOrNull();
        incomePerCapita = row.decimal();
        lastVisitedOn = row.day();
        openAlertId = row.id();
        openCaseId = row.id();
        registeredOn = row.day();
        closedOn = row.day();
        closure = row.code(Closure.class);
        mergedInto = row.id();
        wishes = row.text();
        wishesRemark = row.text();
        assets = lists.convertToEntityAttribute(row.text());
        anonymisedAt = row.time();
        createdAt = row.time();
        updatedAt = row.time();
    }

    /** Reads the next row of {@link Member#COLUMNS}, who is of this household, as the last member. */
    void read(RowCursor row) throws SQLException {
        members.add(new Member(this, row));
    }

    Household(RegisterHousehold command, String householdNumber, Instant now) {
        this.id = Ids.next();
        this.region = command.region();
        this.householdNumber = householdNumber;
        this.type = command.type();
        this.stable = true;
        this.createdAt = now;
        this.registeredOn = command.registeredOn();
        this.safeguards = command.safeguards() == null ? Safeguards.UNCHECKED : command.safeguards();
        describe(command.description(), now);
        state(command.needs(), command.needsRemark(), now);
        if (command.dwelling() != null) {
            dwell(command.dwelling(), now);
        }
    }

    /** Takes over what describes the household beside its members. */
    final void describe(HouseholdDescription description, Instant now) {
        externalId = description.externalId();
        address = description.address();
        var account = description.bankAccount();
        if (bankAccount == null || !bankAccount.clear().equals(account)) {
            bankAccount = PersonalText.of(account);
        }
        attributes = Codes.join(description.attributes());
        mainCause = description.causes().main();
        otherCauses = Codes.join(description.causes().others());
        causeRemark = description.causes().remark();
        updatedAt = now;
    }

    final void state(Collection<Need> wanted, String remark, Instant now) {
        needs = Codes.join(wanted);
        needsRemark = remark;
        updatedAt = now;
    }

    /** Takes over what a check of the safeguards found. */
    public void check(Safeguards checked, Instant now) {
        safeguards = checked;
        updatedAt = now;
    }

    /** Takes over what is known of the house it lives in. */
    final void dwell(Dwelling dwelling, Instant now) {
        floorSpace = dwelling.floorSpace();
        housingGrade = dwelling.housingGrade();
        toilet = dwelling.toilet();
        updatedAt = now;
    }

    /** What its people wish to do. */
    void wish(Collection<Wish> wanted, String remark, Instant now) {
        wishes = wanted.isEmpty() ? null : Codes.join(wanted);
        wishesRemark = remark;
        updatedAt = now;
    }

    /** What it has. */
    void own(List<Asset> land, Instant now) {
        assets = List.copyOf(land);
        updatedAt = now;
    }

    /** Refuses with {@code HOUSEHOLD_CLOSED} when it exists no more. */
    public void requireOpen() {
        if (closedOn != null) {
            throw HouseholdProblem.HOUSEHOLD_CLOSED.problem();
        }
    }

    /** Knows of a visit that {@link HouseholdRepository#visited} noted, unless there was a later one. */
    void visited(LocalDate day) {
        if (lastVisitedOn == null || lastVisitedOn.isBefore(day)) {
            lastVisitedOn = day;
        }
    }

    /** The whole household moves to another village. */
    void relocate(String village, String newAddress) {
        region = village;
        address = newAddress;
        members.forEach(m -> m.relocate(village));
    }

    /** Its file ends; members must have left before. */
    void close(LocalDate day, Closure why, UUID into) {
        closedOn = day;
        closure = why;
        mergedInto = into;
    }

    /** The county approved a transition. */
    void transition(HouseholdType newType, MonitoredCategory newCategory) {
        type = newType;
        category = newCategory;
    }

    /**
     * Makes a present member the head and restates what everybody else is to the new head. The rest keeps what is not
     * restated.
     */
    void head(Member next, java.util.Map<UUID, Relation> relations) {
        present().forEach(m -> {
            if (m == next) {
                m.relate(Relation.HEAD);
            } else if (relations.containsKey(m.id())) {
                m.relate(relations.get(m.id()));
            }
        });
    }

    /** Adds a person; refuses a second living head. */
    Member add(MemberData data, MemberHashes hashes) {
        if (data.relation() == Relation.HEAD && present().stream().anyMatch(m -> m.relation() == Relation.HEAD)) {
            throw HouseholdProblem.HEAD_EXISTS.problem();
        }
        var member = new Member(this, members.size(), data, hashes);
        members.add(member);
        return member;
    }

    /** The member of this id, or {@code NOT_FOUND}. */
    public Member member(UUID memberId) {
        return members.stream()
                .filter(m -> m.id().equals(memberId))
                .findFirst()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Corrects a person; refuses to lose the head or to get a second one. */
    void correct(Member member, MemberData data, MemberHashes hashes) {
        var wasHead = member.relation() == Relation.HEAD;
        var isHead = data.relation() == Relation.HEAD;
        if (wasHead && !isHead) {
            throw HouseholdProblem.HEAD_MUST_STAY.problem();
        }
        if (isHead && !wasHead) {
            throw HouseholdProblem.HEAD_EXISTS.problem();
        }
        member.describe(data, hashes);
    }

    /** A person dies or leaves; the identity is free for another household. The caller sees to the head. */
    void depart(Member member, LocalDate day, Departure reason) {
        if (!member.isPresent()) {
            throw HouseholdProblem.ALREADY_DEPARTED.problem();
        }
        member.depart(day, reason);
    }

    /** Takes over the statements that it is registered with; what each of them adds up to, in their order. */
    List<IncomePolicy.Result> earns(List<RegisterHousehold.Income> incomes, LocalDate today) {
        var results = new ArrayList<IncomePolicy.Result>();
        var lines = new HashMap<Integer, List<IncomeLine>>();
        var perCapita = new HashMap<Integer, Money>();
        for (var income : incomes) {
            var result = IncomePolicy.compute(income.lines(), present().size());
            earns(income.year(), result.perCapita());
            lines.put(income.year(), income.lines());
            perCapita.put(income.year(), result.perCapita());
            results.add(result);
        }
        if (incomeYear != null) {
            compares(IncomeStatements.figures(perCapita.get(incomeYear - 1), lines, YearMonth.from(today)));
        }
        return results;
    }

    /** Takes over the income that counts, of the given year. */
    void earns(int year, Money perCapita) {
        if (incomeYear == null || year >= incomeYear) {
            incomeYear = year;
            incomePerCapita = perCapita.yuan();
        }
    }

    /** Takes over what the rules compare. */
    void compares(IncomeFigures figures) {
        incomePrevious = figures.previous() == null ? null : figures.previous().yuan();
        rollingNet = figures.rollingNet() == null ? null : figures.rollingNet().yuan();
        rollingMonth =
                figures.rollingMonth() == null ? null : figures.rollingMonth().atDay(1);
    }

    /** Computes the figures that follow from the members. */
    void count(LocalDate today, Instant now) {
        var present = present();
        memberCount = present.size();
        labourCount = (int) present.stream().filter(Member::canWork).count();
        childrenOutOfSchool =
                (int) present.stream().filter(m -> m.isOutOfSchool(today)).count();
        uninsuredCount =
                (int) present.stream().filter(Member::lacksMedicalInsurance).count();
        selfCare = present.stream().anyMatch(Member::caresForSelf);
        headName = present.stream()
                .filter(m -> m.relation() == Relation.HEAD)
                .map(Member::name)
                .findFirst()
                .orElse(headName);
        updatedAt = now;
    }

    /** The county puts it under monitoring; part of the risk procedure. */
    public void monitor(MonitoredCategory decided) {
        category = decided;
        stable = false;
    }

    /** The risk is eliminated; the category is kept as history. */
    public void stabilise() {
        stable = true;
    }

    /** The open alert, or null when there is none. */
    public void alert(UUID alertId) {
        openAlertId = alertId;
    }

    /** The open risk case, or null when there is none. */
    public void underCase(UUID caseId) {
        openCaseId = caseId;
    }

    /** What a list shows of it. */
    public ListedHousehold listed() {
        return new ListedHousehold(
                id,
                householdNumber,
                externalId,
                region,
                type,
                category,
                stable,
                headName,
                memberCount,
                labourCount,
                childrenOutOfSchool,
                mainCause,
                otherCauses,
                needs,
                incomeYear,
                incomePerCapita,
                lastVisitedOn,
                openAlertId,
                openCaseId,
                closedOn,
                version,
                updatedAt);
    }

    /** The facts that other services act on. */
    public HouseholdFacts facts() {
        return new HouseholdFacts(
                id,
                householdNumber,
                region,
                type,
                category,
                stable,
                memberCount,
                labourCount,
                childrenOutOfSchool,
                selfCare,
                needs(),
                listed().causes(),
                incomePerCapita(),
                closedOn != null);
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version, the entity tag. */
    public long version() {
        return version;
    }

    /** Village code. */
    public String region() {
        return region;
    }

    /** Unique number: village code and sequence. */
    public String householdNumber() {
        return householdNumber;
    }

    /** The client's own id, or null. */
    public String externalId() {
        return externalId;
    }

    /** Type. */
    public HouseholdType type() {
        return type;
    }

    /** Monitored category, or null when it never was monitored. */
    public MonitoredCategory category() {
        return category;
    }

    /** Whether no monitoring is under way. */
    public boolean isStable() {
        return stable;
    }

    /** Whether it is cared for, as {@link HouseholdFacts#inCare} says. */
    public boolean inCare() {
        return HouseholdFacts.inCare(closedOn != null, type, category, stable);
    }

    /** Name of the head; personal. */
    public String headName() {
        return headName;
    }

    /** What describes the household beside its members. */
    public HouseholdDescription description() {
        return new HouseholdDescription(
                externalId,
                address,
                bankAccount == null ? null : bankAccount.clear(),
                Codes.split(HouseholdAttribute.class, attributes),
                new Causes(mainCause, Codes.split(Cause.class, otherCauses), causeRemark));
    }

    /** What it needs. */
    public List<Need> needs() {
        return Codes.split(Need.class, needs);
    }

    /** Needs and wishes in words, or null. */
    public String needsRemark() {
        return needsRemark;
    }

    /** The safeguards as last checked. */
    public Safeguards safeguards() {
        return safeguards;
    }

    /** The house it lives in. */
    public Dwelling dwelling() {
        return new Dwelling(floorSpace, housingGrade, toilet);
    }

    /** Members, also those who left, in their order. */
    public List<Member> members() {
        return Collections.unmodifiableList(members);
    }

    /** Members who live there. */
    public List<Member> present() {
        return members.stream().filter(Member::isPresent).toList();
    }

    /** Number of living members. */
    public int memberCount() {
        return memberCount;
    }

    /** Members who can work, if only in part. */
    public int labourCount() {
        return labourCount;
    }

    /** Children who should be at school and are not. */
    public int childrenOutOfSchool() {
        return childrenOutOfSchool;
    }

    /** Members known to lack basic medical insurance. */
    public int uninsuredCount() {
        return uninsuredCount;
    }

    /** Whether somebody can care for themselves. */
    public boolean hasSelfCare() {
        return selfCare;
    }

    /** Year of {@link #incomePerCapita}, or null. */
    public Integer incomeYear() {
        return incomeYear;
    }

    /** Per-capita net income of the latest year, or null. */
    public Money incomePerCapita() {
        return incomePerCapita == null ? null : new Money(incomePerCapita);
    }

    /** What the rules compare beside the income of the latest year. */
    public IncomeFigures incomeFigures() {
        return new IncomeFigures(
                incomePrevious == null ? null : new Money(incomePrevious),
                rollingNet == null ? null : new Money(rollingNet),
                rollingMonth == null ? null : java.time.YearMonth.from(rollingMonth));
    }

    /** Day of the last visit that reached somebody, or null. */
    public LocalDate lastVisitedOn() {
        return lastVisitedOn;
    }

    /** The open alert, or null. */
    public UUID openAlertId() {
        return openAlertId;
    }

    /** The open risk case, or null. */
    public UUID openCaseId() {
        return openCaseId;
    }

    /** First day of its file; events cannot be older. */
    public LocalDate registeredOn(java.time.ZoneId zone) {
        return registeredOn == null ? createdAt.atZone(zone).toLocalDate() : registeredOn;
    }

    /** Since when nobody was reached, as the database computes it; see {@link NotVisited}. */
    public LocalDate unvisitedSince() {
        var created = createdAt.atZone(java.time.ZoneOffset.UTC).toLocalDate();
        if (lastVisitedOn == null) {
            return created;
        }
        var first = registeredOn == null ? created : registeredOn;
        return lastVisitedOn.isBefore(first) ? first : lastVisitedOn;
    }

    /** First day of its file as it was told, or null: the day of {@link #createdAt}. */
    public LocalDate registeredOn() {
        return registeredOn;
    }

    /** First day without it, or null while it exists. */
    public LocalDate closedOn() {
        return closedOn;
    }

    /** Whether it exists no more. */
    public boolean isClosed() {
        return closedOn != null;
    }

    /** Why it was closed, or null. */
    public Closure closure() {
        return closure;
    }

    /** The household that went on with it, or null. */
    public UUID mergedInto() {
        return mergedInto;
    }

    /** What its people wish to do. */
    public List<Wish> wishes() {
        return Codes.split(Wish.class, wishes);
    }

    /** Wishes in words, or null. */
    public String wishesRemark() {
        return wishesRemark;
    }

    /** Land and assets. */
    public List<Asset> assets() {
        return assets == null ? List.of() : assets;
    }

    /** When it was anonymised, or null. */
    public Instant anonymisedAt() {
        return anonymisedAt;
    }

    /** When it was registered. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was changed last. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** Only the identifier: the rest may be personal. */
    @Override
    public String toString() {
        return "Household[" + id + "]";
    }
}
