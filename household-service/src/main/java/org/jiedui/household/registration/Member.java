package org.jiedui.household.registration;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;

/** A person of a household. As long as the person lives there, no other household can have the same identity. */
@Entity
@Table(name = "household_member")
public class Member {
    @Id
    private UUID id;

    @Version
    private long version;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "household_id", updatable = false)
    private Household household;

    private String region;
    private int position;
    private String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Relation relation;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private IdType idType;

    private PersonalText idNumber;
    private byte[] idHash;
    private byte[] livingIdentity;
    private LocalDate birthDate;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Sex sex;

    private PersonalText phone;
    private byte[] phoneHash;
    private PersonalText health;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private LabourAbility labour;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Education education;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Schooling schooling;

    private String insurances;
    private boolean selfCare;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Ethnicity ethnicity;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PoliticalStatus politicalStatus;

    /** Null: no work is known. */
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private WorkPlace workPlace;

    private String workEmployer;
    private Integer workMonths;
    private BigDecimal workWage;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private WorkChannel workChannel;

    private LocalDate departedOn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Departure departure;

    private LocalDate joinedOn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Arrival arrival;

    private UUID personOf;
    private String nameKey;
    private String account;
    private java.time.Instant anonymisedAt;

    protected Member() {}

    /** What {@link #Member(Household, RowCursor)} reads, in its order, of the table {@code m}. */
    static final String COLUMNS = String.join(
            ", m.",
            "m.id",
            "name",
            "relation",
            "id_type",
            "id_number",
            "birth_date",
            "sex",
            "phone",
            "health",
            "labour",
            "education",
            "schooling",
            "insurances",
            "self_care",
            "ethnicity",
            "political_status",
            "work_place",
            "work_employer",
            "work_months",
            "work_wage",
            "work_channel",
            "departed_on",
            "departure",
            "joined_on",
            "arrival");

    /** As stored, to be shown and never changed. */
    Member(Household household, RowCursor row) throws SQLException {
        this.household = household;
        id = row.id();
        name = row.text();
        relation = row.code(Relation.class);
        idType = row.code(IdType.class);
        idNumber = row.personal();
        birthDate = row.day();
        sex = row.code(Sex.class);
        phone = row.personal();
        health = row.personal();
        labour = row.code(LabourAbility.class);
        education = row.code(Education.class);
        schooling = row.code(Schooling.class);
        insurances = row.text();
        selfCare = row.flag();
        ethnicity = row.code(Ethnicity.class);
        politicalStatus = row.code(PoliticalStatus.class);
        workPlace = row.code(WorkPlace.class);
        workEmployer = row.text();
        workMonths = row.numberOrNull();
        workWage = row.decimal();
        workChannel = row.code(WorkChannel.class);
        departedOn = row.day();
        departure = row.code(Departure.class);
        joinedOn = row.day();
        arrival = row.code(Arrival.class);
    }

    Member(Household household, int position, MemberData data, MemberHashes hashes) {
        this.id = Ids.next();
        this.household = household;
        this.region = household.region();
        this.position = position;
        describe(data, hashes);
    }

    /** The person came on a day; {@code from} is the row of the same person in another household, or null. */
    void arrive(LocalDate day, Arrival how, Member from) {
        joinedOn = day;
        arrival = how;
        personOf = from == null ? null : from.id;
        account = from == null ? account : from.account;
    }

    /** What the person is to the head from now on. */
    void relate(Relation toHead) {
        relation = toHead;
    }

    /** The household moved. */
    void relocate(String village) {
        region = village;
    }

    /** Binds the person's own account, claim {@code sub}, or unbinds it with null. */
    void bind(String own) {
        account = own;
    }

    /** Takes over what is known of the person now. */
    final void describe(MemberData data, MemberHashes hashes) {
        if (!data.name().equals(name)) {
            name = data.name();
            nameKey = NameKey.of(name);
        }
        relation = data.relation();
        idType = data.idType();
        if (idNumber == null || !java.util.Arrays.equals(idHash, hashes.identity())) {
            idNumber = PersonalText.of(data.idNumber());
        }
        idHash = hashes.identity();
        livingIdentity = departedOn == null ? hashes.identity() : null;
        birthDate = data.birthDate();
        sex = data.sex();
        if (phone == null || !java.util.Arrays.equals(phoneHash, hashes.phone())) {
            phone = PersonalText.of(data.phone());
        }
        phoneHash = hashes.phone();
        var conditions = data.health() == null ? null : Codes.join(data.health());
        if (health == null || !health.clear().equals(conditions)) {
            health = PersonalText.of(conditions);
        }
        labour = data.labour();
        education = data.education();
        schooling = data.schooling();
        insurances = data.insurances() == null ? null : Codes.join(data.insurances());
        selfCare = data.selfCare();
        ethnicity = data.background().ethnicity();
        politicalStatus = data.background().politicalStatus();
        var work = data.background().work();
        workPlace = work == null ? null : work.place();
        workEmployer = work == null ? null : work.employer();
        workMonths = work == null ? null : work.months();
        workWage = work == null || work.monthlyWage() == null
                ? null
                : work.monthlyWage().yuan();
        workChannel = work == null ? null : work.channel();
    }

    private Work work() {
        return workPlace == null
                ? null
                : new Work(
                        workPlace,
                        workEmployer,
                        workMonths,
                        workWage == null ? null : new Money(workWage),
                        workChannel);
    }

    void depart(LocalDate day, Departure reason) {
        departedOn = day;
        departure = reason;
        livingIdentity = null;
    }

    /** All that is known of the person. */
    public MemberData data() {
        return data(health == null ? null : Codes.split(HealthCondition.class, health.clear()));
    }

    /** The same, of the health only whether it is known: an empty list, or null. Health stays encrypted. */
    public MemberData dataWithoutHealth() {
        return data(health == null ? null : List.of());
    }

    private MemberData data(List<HealthCondition> conditions) {
        return new MemberData(
                name,
                relation,
                idType,
                idNumber == null ? null : idNumber.clear(),
                birthDate,
                sex,
                phone == null ? null : phone.clear(),
                conditions,
                labour,
                education,
                schooling,
                insurances == null ? null : Codes.split(Insurance.class, insurances),
                selfCare,
                new Background(ethnicity, politicalStatus, work()));
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** The household in which the person lives or lived. */
    public UUID householdId() {
        return household.id();
    }

    /** Keyed hash of the identity, or null. */
    byte[] identity() {
        return idHash;
    }

    /** Place in the household's list. */
    public int position() {
        return position;
    }

    /** Relation to the head. */
    public Relation relation() {
        return relation;
    }

    /** Name; personal. */
    public String name() {
        return name;
    }

    /** Whether the person still is a member. */
    public boolean isPresent() {
        return departedOn == null;
    }

    /** The day on which the person died or left: at its end not a member any more. Null: lives here. */
    public LocalDate departedOn() {
        return departedOn;
    }

    /** Why the person left, or null. */
    public Departure departure() {
        return departure;
    }

    /** First day in this household, or null: since its registration. */
    public LocalDate joinedOn() {
        return joinedOn;
    }

    /** How the person came, or null: registered with the household. */
    public Arrival arrival() {
        return arrival;
    }

    /** The same person's row in the household before, or null. */
    public UUID personOf() {
        return personOf;
    }

    /** The person's own account, or null. */
    public String account() {
        return account;
    }

    /** Day of birth. */
    public LocalDate birthDate() {
        return birthDate;
    }

    /** Keyed hashes, for the same person's row in another household. */
    MemberHashes hashes() {
        return new MemberHashes(idHash, phoneHash);
    }

    boolean canWork() {
        return labour.canWork();
    }

    boolean caresForSelf() {
        return selfCare;
    }

    boolean lacksMedicalInsurance() {
        return insurances != null
                && Codes.split(Insurance.class, insurances).stream().noneMatch(Insurance::isBasicMedical);
    }

    boolean isOutOfSchool(LocalDate today) {
        return CompulsoryEducationPolicy.outOfSchool(birthDate, schooling, education, today);
    }

    /** Only the identifier: the rest is personal. */
    @Override
    public String toString() {
        return "Member[" + id + "]";
    }

    /** The insurances, null when not known. */
    List<Insurance> insurances() {
        return insurances == null ? null : Codes.split(Insurance.class, insurances);
    }
}
