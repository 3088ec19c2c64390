package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoHouseholdsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final List<String> VILLAGES = List.of("330523104201", "330523104202", "330522101201");

    private final List<Map<String, Object>> households = new DemoHouseholds(TODAY).make(VILLAGES);

    @Test
    void areTheSameEachTime() {
        assertThat(new DemoHouseholds(TODAY).make(VILLAGES)).isEqualTo(households);
        assertThat(households).hasSize(640);
    }

    @Test
    void haveOneHeadEach_andNumbersThatNobodyElseHas() {
        assertThat(households)
                .allSatisfy(household -> assertThat(members(household))
                        .filteredOn(member -> "HEAD".equals(member.get("relation")))
                        .hasSize(1));
        assertThat(households.stream()
                        .flatMap(household -> members(household).stream().map(m -> m.get("idNumber"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void getTheCheckDigitOfTheStandardsOwnSamples() {
        assertThat(DemoPeople.identityNumber("110105", LocalDate.of(1949, 12, 31), 2))
                .isEqualTo("11010519491231002X");
        assertThat(DemoPeople.identityNumber("440524", LocalDate.of(1880, 1, 1), 1))
                .isEqualTo("440524188001010014");
    }

    @Test
    void haveNumbersThatPassTheCheckAndBelongToNoRealPerson() {
        assertThat(households.stream().flatMap(household -> members(household).stream()))
                .allSatisfy(member -> {
                    String number = (String) member.get("idNumber");
                    assertThat(checkOf(number)).isEqualTo(number.charAt(17));
                    assertThat(number.substring(14, 16)).isEqualTo("99");
                    assertThat(Integer.parseInt(number.substring(6, 10))).isBetween(1930, 2026);
                    assertThat((String) member.get("name")).contains("示");
                });
    }

    @Test
    void areUnderTheLineInSixtyOfSixHundred() {
        assertThat(households.subList(0, DemoHouseholds.COUNT))
                .filteredOn(household -> perHead(household) < 6_600)
                .hasSize(60);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> members(Map<String, Object> household) {
        return (List<Map<String, Object>>) household.get("members");
    }

    @SuppressWarnings("unchecked")
    private static double perHead(Map<String, Object> household) {
        var year = ((List<Map<String, Object>>) household.get("incomes")).get(0);
        double net = 0;
        for (Map<String, Object> line : (List<Map<String, Object>>) year.get("lines")) {
            double amount = Double.parseDouble((String) line.get("amount"));
            net += ((String) line.get("item")).startsWith("COST") ? -amount : amount;
        }
        return net / members(household).size();
    }

    private static char checkOf(String number) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (number.charAt(i) - '0');
        }
        return "10X98765432".charAt(sum % 11);
    }
}
