package org.jiedui.local;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The households of the demonstration as bodies of {@code POST /households}: made with a fixed seed, so that every
 * stack shows the same ones. About one in ten is under the monitoring line, some have a child out of school, an unsafe
 * house or nobody insured.
 */
public final class DemoHouseholds {

    /** How many there are in Anji; as many as one tenth of it are added in Changxing, to show that nobody sees across. */
    static final int COUNT = 600;

    private static final String ANJI = "330523";
    private static final String CHANGXING = "330522";
    private static final int COUNT_ACROSS = 40;
    private static final long SEED = 20_261_121;

    private final Random random = new Random(SEED);
    private final DemoPeople people = new DemoPeople(random);
    private final LocalDate today;

    /** @param today ages and school years are right on this day */
    DemoHouseholds(LocalDate today) {
        this.today = today;
    }

    /** All of them, spread evenly over the villages; the same at each call of a new object in the same year. */
    List<Map<String, Object>> make(List<String> villages) {
        List<Map<String, Object>> households = new ArrayList<>();
        List<String> own =
                villages.stream().filter(code -> code.startsWith(ANJI)).toList();
        List<String> across =
                villages.stream().filter(code -> code.startsWith(CHANGXING)).toList();
        for (int i = 0; i < COUNT; i++) {
            households.add(household(i, own.get(i % own.size())));
        }
        for (int i = 0; i < COUNT_ACROSS; i++) {
            households.add(household(COUNT + i, across.get(i % across.size())));
        }
        return households;
    }

    private Map<String, Object> household(int index, String village) {
        String county = village.substring(0, 6);
        char surname = people.surname();
        boolean poor = index % 10 == 3;
        boolean outOfSchool = index % 40 == 13;
        boolean unsafeHouse = index % 60 == 23;
        boolean uninsured = index % 75 == 43;
        int headAge = 32 + random.nextInt(outOfSchool ? 10 : 45);
        boolean ill = poor && random.nextBoolean();
        List<Map<String, Object>> members = new ArrayList<>();
        boolean headMale = random.nextInt(5) > 0;
        members.add(adult(surname, county, "HEAD", headAge, headMale, ill, uninsured));
        if (random.nextInt(5) > 0) {
            members.add(adult(
                    people.surname(), county, "SPOUSE", headAge - 3 + random.nextInt(6), !headMale, false, uninsured));
        }
        int children = outOfSchool ? 1 + random.nextInt(2) : headAge < 50 ? random.nextInt(3) : 0;
        for (int child = 0; child < children; child++) {
            int age =
                    outOfSchool && child == 0 ? 10 + random.nextInt(4) : 1 + random.nextInt(Math.min(17, headAge - 22));
            members.add(child(surname, county, age, random.nextBoolean(), outOfSchool && child == 0, uninsured));
        }
        if (headAge < 58 && random.nextInt(3) == 0) {
            boolean male = random.nextBoolean();
            members.add(adult(
                    male ? surname : people.surname(),
                    county,
                    male ? "FATHER" : "MOTHER",
                    headAge + 24 + random.nextInt(6),
                    male,
                    random.nextInt(4) == 0,
                    uninsured));
        }
        Map<String, Object> household = new LinkedHashMap<>();
        household.put("externalId", String.format(Locale.ROOT, "demo-%04d", index));
        household.put("region", village);
        household.put("type", index % 10 < 3 || poor ? "LIFTED" : "ORDINARY");
        household.put("address", "演示路" + (index + 1) + "号");
        household.put("attributes", poor ? List.of("MINIMUM_LIVING") : List.of());
        if (poor || outOfSchool) {
            household.put(
                    "causes",
                    Map.of(
                            "main",
                            outOfSchool ? "SCHOOLING" : ill ? "ILLNESS" : "LACK_OF_SKILLS",
                            "others",
                            List.of("LACK_OF_FUNDS")));
        }
        household.put("needs", needs(poor, outOfSchool, ill));
        household.put("members", members);
        household.put("incomes", List.of(Map.of("year", today.getYear(), "lines", income(members.size(), poor))));
        household.put(
                "safeguards",
                Map.of(
                        "food",
                        "MET",
                        "clothing",
                        "MET",
                        "education",
                        outOfSchool ? "NOT_MET" : "MET",
                        "medicalCare",
                        uninsured ? "NOT_MET" : "MET",
                        "housing",
                        unsafeHouse ? "NOT_MET" : "MET",
                        "water",
                        "MET",
                        "checkedOn",
                        today.withDayOfYear(1).toString()));
        household.put(
                "dwelling",
                Map.of(
                        "floorSpace", String.format(Locale.ROOT, "%d.00", 60 + index * 7 % 90),
                        "housingGrade", unsafeHouse ? "D" : index % 3 == 0 ? "A" : "B",
                        "toilet", unsafeHouse ? "NON_SANITARY" : index % 8 == 0 ? "SANITARY_DRY" : "SANITARY_FLUSH"));
        return household;
    }

    /** What such a household needs. */
    public static List<String> needs(boolean poor, boolean outOfSchool, boolean ill) {
        List<String> needs = new ArrayList<>();
        if (outOfSchool) {
            needs.add("SCHOOLING");
        }
        if (ill) {
            needs.add("MEDICAL_CARE");
        }
        if (poor) {
            needs.add("EMPLOYMENT");
            needs.add("SKILLS");
        }
        return needs;
    }

    private Map<String, Object> adult(
            char surname, String county, String relation, int age, boolean male, boolean ill, boolean uninsured) {
        Map<String, Object> member = person(surname, county, relation, age, male, uninsured);
        member.put("health", List.of(ill ? "SERIOUS_ILLNESS" : age > 65 ? "CHRONIC_ILLNESS" : "HEALTHY"));
        member.put(
                "labour",
                ill || age >= 75
                        ? "NONE"
                        : age >= 60 ? "WEAK_OR_HALF" : random.nextInt(4) == 0 ? "SKILLED" : "ORDINARY");
        member.put("education", age > 55 ? "PRIMARY" : "JUNIOR_SECONDARY");
        member.put("schooling", "NOT_AT_SCHOOL");
        return member;
    }

    private Map<String, Object> child(
            char surname, String county, int age, boolean male, boolean outOfSchool, boolean uninsured) {
        Map<String, Object> member = person(surname, county, male ? "SON" : "DAUGHTER", age, male, uninsured);
        member.put("health", List.of("HEALTHY"));
        member.put("labour", "NONE");
        if (outOfSchool) {
            member.put("schooling", "NOT_AT_SCHOOL");
            member.put("education", "PRIMARY");
        } else {
            member.put("schooling", schooling((String) member.get("idNumber")));
            if ("NOT_AT_SCHOOL".equals(member.get("schooling"))) {
                member.put("education", "PRESCHOOL_AGE");
            }
        }
        return member;
    }

    private String schooling(String idNumber) {
        return schooling(
                LocalDate.of(
                        Integer.parseInt(idNumber.substring(6, 10)),
                        Integer.parseInt(idNumber.substring(10, 12)),
                        Integer.parseInt(idNumber.substring(12, 14))),
                today);
    }

    /** The class of a child who went to school in the September after the sixth birthday. */
    public static String schooling(LocalDate born, LocalDate today) {
        int schoolYear = today.getMonthValue() >= Month.SEPTEMBER.getValue() ? today.getYear() : today.getYear() - 1;
        int begun = born.getYear() + 6 + (born.getMonthValue() >= Month.SEPTEMBER.getValue() ? 1 : 0);
        int grade = schoolYear - begun + 1;
        if (grade < -2) {
            return "NOT_AT_SCHOOL";
        } else if (grade < 1) {
            return "PRESCHOOL";
        } else if (grade < 7) {
            return "PRIMARY";
        } else if (grade < 10) {
            return "GRADE_" + grade;
        }
        return "SENIOR_" + Math.min(3, grade - 9);
    }

    private Map<String, Object> person(
            char surname, String county, String relation, int age, boolean male, boolean uninsured) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", people.name(surname));
        member.put("relation", relation);
        member.put("idType", "RESIDENT_ID");
        member.put("idNumber", people.identityNumber(county, today.getYear(), age, male));
        member.put("insurances", uninsured ? List.of() : List.of("RESIDENT_MEDICAL"));
        return member;
    }

    /** Per head: 3 500 to 6 500 yuan a year for the poor, 12 000 to 32 000 for the others. */
    private List<Map<String, Object>> income(int members, boolean poor) {
        int perHead = poor ? 3_500 + random.nextInt(3_000) : 12_000 + random.nextInt(20_000);
        int total = perHead * members;
        int cost = total / 20;
        List<Map<String, Object>> lines = new ArrayList<>();
        if (poor) {
            lines.add(line("WAGE_PUBLIC_POST_VILLAGE", total / 2));
            lines.add(line("TRANSFER_MINIMUM_LIVING", total / 4));
        } else {
            lines.add(line("WAGE_LABOUR", total * 3 / 4));
        }
        int wages = lines.stream()
                .mapToInt(line -> (int) Double.parseDouble((String) line.get("amount")))
                .sum();
        lines.add(line("BUSINESS_FORESTRY", total - wages + cost));
        lines.add(line("COST_FORESTRY", cost));
        return lines;
    }

    private static Map<String, Object> line(String item, int yuan) {
        return Map.of("item", item, "amount", yuan + ".00");
    }
}
