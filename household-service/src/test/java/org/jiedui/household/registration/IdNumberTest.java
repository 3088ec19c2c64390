package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-04")
class IdNumberTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void acceptsTheSamplesOfTheStandard() {
        assertThat(IdNumber.fault("11010519491231002X", TODAY)).isNull();
        assertThat(IdNumber.fault("11010519491231002x", TODAY)).isNull();
        assertThat(IdNumber.fault("440524188001010014", TODAY)).isNull();
        assertThat(new IdNumber("11010519491231002X").sex()).isEqualTo(Sex.FEMALE);
        assertThat(new IdNumber("440524188001010014").birthDate()).isEqualTo(LocalDate.of(1880, 1, 1));
    }

    @Test
    void namesTheFault() {
        assertThat(IdNumber.fault(null, TODAY)).isEqualTo(IdNumber.Fault.FORMAT);
        assertThat(IdNumber.fault("1101051949123100", TODAY)).isEqualTo(IdNumber.Fault.FORMAT);
        assertThat(IdNumber.fault("99010519491231002X", TODAY)).isEqualTo(IdNumber.Fault.AREA);
        assertThat(IdNumber.fault("110105194902310021", TODAY)).isEqualTo(IdNumber.Fault.BIRTH_DATE);
        assertThat(IdNumber.fault("110105299912310021", TODAY)).isEqualTo(IdNumber.Fault.BIRTH_DATE_RANGE);
        assertThat(IdNumber.fault("110105194912310021", TODAY)).isEqualTo(IdNumber.Fault.CHECKSUM);
    }

    /** ISO 7064 MOD 11-2 finds every wrong digit and every exchange of two neighbours. */
    @Test
    void findsEverySingleErrorAndEveryExchangeOfNeighbours() {
        var random = new Random(20261122);
        for (var round = 0; round < 300; round++) {
            var born = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(45_000));
            var first17 = "330523" + born.toString().replace("-", "") + "%03d".formatted(random.nextInt(1000));
            var valid = first17 + IdNumber.checkDigit(first17);
            assertThat(IdNumber.fault(valid, TODAY)).isNull();
            for (var i = 0; i < 17; i++) {
                var wrong = new StringBuilder(valid);
                wrong.setCharAt(i, (char) ('0' + (valid.charAt(i) - '0' + 1 + random.nextInt(9)) % 10));
                assertThat(IdNumber.fault(wrong.toString(), TODAY))
                        .as(wrong.toString())
                        .isNotNull();
                if (i < 16 && valid.charAt(i) != valid.charAt(i + 1)) {
                    var exchanged = new StringBuilder(valid);
                    exchanged.setCharAt(i, valid.charAt(i + 1));
                    exchanged.setCharAt(i + 1, valid.charAt(i));
                    assertThat(IdNumber.fault(exchanged.toString(), TODAY)).isNotNull();
                }
            }
        }
    }

    @Test
    void neverPrintsTheNumber() {
        assertThat(new IdNumber("11010519491231002X")).hasToString("***");
    }
}
