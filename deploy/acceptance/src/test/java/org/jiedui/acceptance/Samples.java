package org.jiedui.acceptance;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Invented people with valid identity numbers (GB 11643), the same for the same seed. */
final class Samples {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    /** The number of somebody born on the day; men have an odd last digit before the check. */
    String idNumber(LocalDate born, boolean man) {
        var body = "330523" + born.format(DateTimeFormatter.BASIC_ISO_DATE)
                + "%02d".formatted(random.nextInt(100))
                + (random.nextInt(5) * 2 + (man ? 1 : 0));
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECK.charAt(sum % 11);
    }

    /** A day in the year. */
    LocalDate day(int year) {
        return LocalDate.ofYearDay(year, 1 + random.nextInt(365));
    }

    /** A household of a couple, under the line, whose child of thirteen has left school. */
    String poorHousehold(String village) {
        var year = LocalDate.now().getYear();
        return """
                {"region":"%s","type":"ORDINARY","address":"样例1组",
                 "causes":{"main":"ILLNESS"},"needs":["SCHOOLING","EMPLOYMENT"],
                 "members":[
                  {"name":"样例户主","relation":"HEAD","idNumber":"%s","phone":"13900000001","labour":"ORDINARY","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]},
                  {"name":"样例配偶","relation":"SPOUSE","idNumber":"%s","labour":"WEAK_OR_HALF","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","health":["CHRONIC_ILLNESS"],"insurances":["RESIDENT_MEDICAL"]},
                  {"name":"样例子女","relation":"SON","idNumber":"%s","labour":"NONE","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]}],
                 "incomes":[{"year":%d,"lines":[{"item":"WAGE_LABOUR","amount":"9000.00"},{"item":"BUSINESS_PLANTING","amount":"3000.00"},{"item":"COST_PLANTING","amount":"600.00"}]}],
                 "safeguards":{"food":"MET","clothing":"MET","education":"NOT_MET","medicalCare":"MET","housing":"MET","water":"MET"}}""".formatted(
                        village,
                        idNumber(day(1980), true),
                        idNumber(day(1982), false),
                        idNumber(day(year - 13), true),
                        year - 1);
    }
}
