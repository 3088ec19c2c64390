package org.jiedui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-19")
class GenerateTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static String made(String format, long households, long seed) throws Exception {
        var out = new ByteArrayOutputStream();
        Generate.write(format, households, seed, DAY, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void makesTheSameHouseholdsForASeed_andOthersForAnother() throws Exception {
        assertThat(made("csv", 500, 7)).isEqualTo(made("csv", 500, 7)).isNotEqualTo(made("csv", 500, 8));
    }

    @Test
    void givesNobodyAnothersNumber_andOnlyNumbersThatWereNeverGiven() {
        var numbers = new HashSet<String>();
        long members = 0;
        var heads = 0;
        for (var source = new InventedHouseholds(20_000, 1, DAY); source.hasNext(); ) {
            for (var member : source.next().members()) {
                members++;
                heads += member.relation().equals("HEAD") ? 1 : 0;
                assertThat(numbers.add(member.idNumber())).isTrue();
                assertThat(member.idNumber().substring(14, 17)).isIn("996", "997", "998", "999");
            }
        }
        assertThat(heads).isEqualTo(20_000);
        assertThat(members / 20_000.0).isBetween(3.6, 4.4);
    }

    @Test
    void writesOneDocumentPerHousehold_andTheDivisionsTheyLiveIn() throws Exception {
        var lines = made("ndjson", 300, 1).split("\n");
        var divisions = made("regions", 300, 1);

        assertThat(lines).hasSize(300);
        for (var line : lines) {
            var household = new ObjectMapper().readTree(line);
            assertThat(divisions).contains(household.path("region").asText() + ",");
            assertThat(household.path("members").size()).isPositive();
            assertThat(List.of("C", "D")
                            .contains(household.at("/dwelling/housingGrade").asText()))
                    .isEqualTo(household.at("/safeguards/housing").asText().equals("NOT_MET"));
            assertThat(household.at("/dwelling/floorSpace").asDouble()
                            / household.path("members").size())
                    .isBetween(5.0, 300.0);
        }
    }
}
