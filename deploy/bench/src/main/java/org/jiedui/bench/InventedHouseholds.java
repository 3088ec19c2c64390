package org.jiedui.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jiedui.local.DemoHouseholds;
import org.jiedui.local.DemoPeople;

/**
 * Invented households in any number, one after the other, always the same for a seed and a day; memory does not grow
 * with them. Villages differ in size (median 150 households), heads are 25 to 85 years old, a family has about four
 * members of two or three generations, one household in twelve is under the monitoring line, about one in thirty has
 * another problem; the house of one in eighty is dangerous.
 *
 * <p>Identity numbers are valid but given to nobody: sequence 996 to 999 belongs to centenarians, everybody here was born
 * later (see {@link DemoPeople}). Numbers are counted up by year of birth and sex, so nobody has another's.
 */
final class InventedHouseholds implements Iterator<InventedHouseholds.Household> {
    private static final int DAYS = 365;
    private static final int YEARS = 130;
    private static final int VILLAGES_PER_TOWN = 10;
    private static final int TOWNS_PER_COUNTY = 10;
    private static final double MEDIAN_VILLAGE = 150;

    private final long seed;
    private final long households;
    private final LocalDate today;
    private final int[][] given = new int[YEARS][2];
    private long made;
    private int village = -1;
    private int left;
    private SplittableRandom random;

    InventedHouseholds(long households, long seed, LocalDate today) {
        this.households = households;
        this.seed = seed;
        this.today = today;
    }

    /** A member, in the words of the API. */
    record Member(
            String name,
            String relation,
            String idNumber,
            String phone,
            String health,
            String labour,
            String education,
            String schooling,
            String insurance) {}

    /** An amount of an income item, yuan. */
    record Income(String item, int yuan) {}

    /** A house, in the words of the API: m², grade of the appraisal, kind of toilet. */
    record Dwelling(String floorSpace, String housingGrade, String toilet) {}

    /** A household, in the words of the API. */
    record Household(
            String externalId,
            String region,
            String type,
            String address,
            String bankAccount,
            String attribute,
            String mainCause,
            List<String> needs,
            String education,
            String medicalCare,
            String housing,
            String checkedOn,
            Dwelling dwelling,
            List<Member> members,
            int incomeYear,
            List<Income> incomes) {}

    /** Code of a village by its running number; the first hundred are of Anji. */
    static String village(int number) {
        int county = number / (VILLAGES_PER_TOWN * TOWNS_PER_COUNTY);
        int within = number % (VILLAGES_PER_TOWN * TOWNS_PER_COUNTY);
        String code =
                county == 0 ? "330523" : String.format(Locale.ROOT, "33%02d%02d", 1 + county % 15, 30 + county / 15);
        return String.format(
                Locale.ROOT, "%s%03d%03d", code, 100 + within / VILLAGES_PER_TOWN, 200 + within % VILLAGES_PER_TOWN);
    }

    /** How many households a village has. */
    private static int size(long seed, int village) {
        var random = new SplittableRandom(seed * 31 + village);
        double normal = 0;
        for (var i = 0; i < 12; i++) {
            normal += random.nextDouble();
        }
        return (int) Math.max(20, Math.min(900, MEDIAN_VILLAGE * Math.exp((normal - 6) * 0.5)));
    }

    /** The villages that so many households live in, and all divisions above them, from the top down. */
    static List<String> divisions(long households, long seed) {
        var all = new java.util.LinkedHashSet<String>();
        var villages = new ArrayList<String>();
        long housed = 0;
        for (int number = 0; housed < households; number++) {
            villages.add(village(number));
            housed += size(seed, number);
        }
        for (var length : new int[] {2, 4, 6, 9, 12}) {
            villages.forEach(v -> all.add(v.substring(0, length)));
        }
        return List.copyOf(all);
    }

    @Override
    public boolean hasNext() {
        return made < households;
    }

    @Override
    public Household next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (left == 0) {
            village++;
            left = size(seed, village);
            random = new SplittableRandom(seed + 1_000_003L * village);
        }
        left--;
        return household(made++);
    }

    private Household household(long index) {
        var poor = chance(0.083);
        var ill = poor ? chance(0.4) : chance(0.02);
        var outOfSchool = chance(0.004);
        var unsafe = chance(0.012);
        var uninsured = chance(0.015);
        var members = family(index, ill, outOfSchool, uninsured);
        var lifted = poor ? chance(0.6) : chance(0.08);
        var perHead = poor
                ? 3_000 + random.nextInt(4_200)
                : (int) Math.min(90_000, 8_000 + 9_000 * Math.exp(0.8 * (random.nextDouble() + random.nextDouble())));
        return new Household(
                String.format(Locale.ROOT, "gen-%d-%08d", seed, index),
                village(village),
                lifted ? "LIFTED" : "ORDINARY",
                (1 + random.nextInt(12)) + "组" + (1 + random.nextInt(200)) + "号",
                chance(0.7) ? String.format(Locale.ROOT, "6200%015d", index) : null,
                poor && chance(0.5) ? "MINIMUM_LIVING" : null,
                poor ? ill ? "ILLNESS" : chance(0.5) ? "LACK_OF_SKILLS" : "LACK_OF_FUNDS" : null,
                DemoHouseholds.needs(poor, outOfSchool, ill),
                outOfSchool ? "NOT_MET" : "MET",
                uninsured ? "NOT_MET" : "MET",
                unsafe ? "NOT_MET" : "MET",
                today.withDayOfYear(1).toString(),
                dwelling(unsafe, poor, members.size()),
                members,
                today.getYear() - 1,
                incomes(perHead * members.size(), poor));
    }

    /** 20 to 60 m² a head and not less than 40; grade C or D where housing is not safe; every fifth of the poor without a sanitary toilet. */
    private Dwelling dwelling(boolean unsafe, boolean poor, int people) {
        var tenths = Math.max(400, people * (200 + random.nextInt(400)));
        var grade = unsafe ? chance(0.7) ? "C" : "D" : chance(poor ? 0.4 : 0.75) ? "A" : "B";
        var toilet = chance(poor ? 0.8 : 0.96)
                ? chance(0.85) ? "SANITARY_FLUSH" : "SANITARY_DRY"
                : chance(0.9) ? "NON_SANITARY" : "NO_TOILET";
        return new Dwelling(tenths / 10 + "." + tenths % 10, grade, toilet);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private List<Member> family(long index, boolean ill, boolean outOfSchool, boolean uninsured) {
        var surname = DemoPeople.surname(random.nextInt(1000));
        var headAge = 25 + (random.nextInt(61) + random.nextInt(61)) / 2;
        var male = chance(0.85);
        var members = new ArrayList<Member>();
        members.add(adult(index, surname, "HEAD", headAge, male, ill, uninsured, true));
        if (chance(0.92)) {
            members.add(adult(
                    index,
                    any(),
                    "SPOUSE",
                    Math.max(20, headAge - 3 + random.nextInt(6)),
                    !male,
                    false,
                    uninsured,
                    false));
        }
        if (headAge < 58) {
            var children = outOfSchool ? 1 + random.nextInt(2) : random.nextInt(4) * 3 / 4 + (chance(0.5) ? 1 : 0);
            for (var i = 0; i < children; i++) {
                var age = outOfSchool && i == 0
                        ? 10 + random.nextInt(4)
                        : Math.max(0, Math.min(headAge - 22, 1 + random.nextInt(24)));
                members.add(child(index, surname, age, outOfSchool && i == 0, uninsured));
            }
            for (var parent : List.of("FATHER", "MOTHER")) {
                if (chance(0.5)) {
                    members.add(adult(
                            index,
                            parent.equals("FATHER") ? surname : any(),
                            parent,
                            Math.min(94, headAge + 23 + random.nextInt(7)),
                            parent.equals("FATHER"),
                            false,
                            uninsured,
                            false));
                }
            }
        } else if (chance(0.65)) {
            var sonAge = headAge - 25 - random.nextInt(5);
            members.add(adult(index, surname, "SON", sonAge, true, false, uninsured, false));
            if (chance(0.75)) {
                members.add(adult(
                        index, any(), "DAUGHTER_IN_LAW", Math.max(20, sonAge - 2), false, false, uninsured, false));
                var grandchildren = 1 + random.nextInt(2);
                for (var i = 0; i < grandchildren; i++) {
                    var boy = chance(0.52);
                    members.add(person(
                            index,
                            surname,
                            boy ? "SONS_SON" : "SONS_DAUGHTER",
                            Math.max(0, Math.min(sonAge - 22, random.nextInt(16))),
                            boy,
                            "HEALTHY",
                            uninsured,
                            false));
                }
            }
        }
        return members;
    }

    private char any() {
        return DemoPeople.surname(random.nextInt(1000));
    }

    private Member adult(
            long index,
            char surname,
            String relation,
            int age,
            boolean male,
            boolean ill,
            boolean uninsured,
            boolean phone) {
        var health = ill ? "SERIOUS_ILLNESS" : chance(age > 65 ? 0.5 : 0.05) ? "CHRONIC_ILLNESS" : "HEALTHY";
        return person(index, surname, relation, age, male, health, uninsured, phone);
    }

    private Member child(long index, char surname, int age, boolean outOfSchool, boolean uninsured) {
        var male = chance(0.52);
        var made = person(index, surname, male ? "SON" : "DAUGHTER", age, male, "HEALTHY", uninsured, false);
        return outOfSchool
                ? new Member(
                        made.name(),
                        made.relation(),
                        made.idNumber(),
                        null,
                        made.health(),
                        "NONE",
                        "PRIMARY",
                        "NOT_AT_SCHOOL",
                        made.insurance())
                : made;
    }

    private Member person(
            long index,
            char surname,
            String relation,
            int age,
            boolean male,
            String health,
            boolean uninsured,
            boolean phone) {
        var year = today.getYear() - Math.max(1, age);
        var number = number(year, male);
        var born = LocalDate.of(
                year, Integer.parseInt(number.substring(10, 12)), Integer.parseInt(number.substring(12, 14)));
        var schooling = age < 19 ? DemoHouseholds.schooling(born, today) : "NOT_AT_SCHOOL";
        var atSchool = !schooling.equals("NOT_AT_SCHOOL");
        var labour = atSchool || age < 17
                ? "NONE"
                : health.equals("SERIOUS_ILLNESS") || age >= 75
                        ? "NONE"
                        : age >= 60 ? "WEAK_OR_HALF" : chance(0.2) ? "SKILLED" : "ORDINARY";
        var education = atSchool
                ? null
                : age < 7
                        ? "PRESCHOOL_AGE"
                        : age > 70
                                ? chance(0.4) ? "ILLITERATE" : "PRIMARY"
                                : age > 50 ? "PRIMARY" : chance(0.25) ? "COLLEGE" : "JUNIOR_SECONDARY";
        return new Member(
                DemoPeople.name(surname, String.format(Locale.ROOT, "%03d", random.nextInt(1000))),
                relation,
                number,
                phone ? String.format(Locale.ROOT, "19%09d", index) : null,
                health,
                labour,
                education,
                schooling,
                uninsured ? null : chance(0.9) ? "RESIDENT_MEDICAL" : "EMPLOYEE_MEDICAL");
    }

    /** The next number for a year of birth and sex: days spread over the year, areas counted up. */
    private String number(int year, boolean male) {
        var sex = male ? 1 : 0;
        var n = given[today.getYear() - year][sex]++;
        var day = (int) (n * 157L % DAYS);
        var area = n / (2 * DAYS);
        var code = String.format(Locale.ROOT, "33%02d%02d", 1 + area / 40, 1 + area % 40);
        var sequence = (n / DAYS % 2 == 0 ? 996 : 998) + sex;
        return DemoPeople.identityNumber(code, LocalDate.ofYearDay(year, 1 + day), sequence);
    }

    private List<Income> incomes(int total, boolean poor) {
        var cost = total / 20;
        var incomes = new ArrayList<Income>();
        if (poor) {
            incomes.add(new Income("WAGE_PUBLIC_POST_VILLAGE", total / 2));
            incomes.add(new Income("BUSINESS_FORESTRY", total - total / 2 - total / 4 + cost));
            incomes.add(new Income("COST_FORESTRY", cost));
            incomes.add(new Income("TRANSFER_MINIMUM_LIVING", total / 4));
        } else {
            incomes.add(new Income("WAGE_LABOUR", total * 3 / 4));
            incomes.add(new Income("BUSINESS_FORESTRY", total - total * 3 / 4 + cost));
            incomes.add(new Income("COST_FORESTRY", cost));
        }
        return incomes;
    }
}
