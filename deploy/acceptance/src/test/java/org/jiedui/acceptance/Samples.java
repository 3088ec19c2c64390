package org.jiedui.acceptance;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Invented people with valid identity numbers (GB 11643). */
final class Samples {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final List<String> AREAS = List.of("330523", "330522", "330521", "330502", "330503");
    private static final String CHECK = "10X98765432";

    private int next;

    /** @param first where the numbers of these people begin, 0 to 900 000; a household takes three */
    Samples(int first) {
        next = first;
    }

    /** The number of somebody born in the year; nobody else has it. Men have an odd last digit before the check. */
    String idNumber(int year, boolean man) {
        var n = next++;
        var body = AREAS.get(n / (365 * 500))
                + LocalDate.ofYearDay(year, 1 + n % 365).format(DateTimeFormatter.BASIC_ISO_DATE)
                + "%03d".formatted(n / 365 % 500 * 2 + (man ? 1 : 0));
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECK.charAt(sum % 11);
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
                 "safeguards":{"food":"MET","clothing":"MET","education":"NOT_MET","medicalCare":"MET","housing":"MET","water":"MET"}}""".formatted(village, idNumber(1980, true), idNumber(1982, false), idNumber(year - 13, true), year - 1);
    }
}
