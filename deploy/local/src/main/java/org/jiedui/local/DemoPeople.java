package org.jiedui.local;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Invented people. Their identity numbers are valid by GB 11643-1999, but belong to nobody: the sequence numbers 996 to
 * 999 were set aside for people over a hundred years of age, and everybody here was born after 1930. Their names say
 * that they are for show.
 */
public final class DemoPeople {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final int DAYS_OF_A_YEAR = 365;

    private final Random random;
    private final Set<String> used = new HashSet<>();
    private int named;

    DemoPeople(Random random) {
        this.random = random;
    }

    /** A surname, to be shared by a family. */
    char surname() {
        return surname(random.nextInt(SURNAMES.length()));
    }

    /** One of the surnames, for any number from 0 up. */
    public static char surname(int which) {
        return SURNAMES.charAt(which % SURNAMES.length());
    }

    /** A name nobody has: surname, 示 (for show) and a running number in Chinese digits. */
    String name(char surname) {
        return name(surname, String.format(Locale.ROOT, "%04d", ++named));
    }

    /** The same with given digits. */
    public static String name(char surname, String digits) {
        StringBuilder name = new StringBuilder().append(surname).append('示');
        for (int i = 0; i < digits.length(); i++) {
            name.append(DIGITS.charAt(digits.charAt(i) - '0'));
        }
        return name.toString();
    }

    /** A number for somebody who turns this age in the year, never given out before. */
    String identityNumber(String county, int year, int age, boolean male) {
        while (true) {
            LocalDate born = LocalDate.of(year - age, 1, 1).plusDays(random.nextInt(DAYS_OF_A_YEAR));
            String number = identityNumber(
                    county, born, male ? (random.nextBoolean() ? 997 : 999) : random.nextBoolean() ? 996 : 998);
            if (used.add(number)) {
                return number;
            }
        }
    }

    /** The number with its check digit. */
    public static String identityNumber(String county, LocalDate born, int sequence) {
        String digits =
                county + born.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format(Locale.ROOT, "%03d", sequence);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + CHECK.charAt(sum % CHECK.length());
    }
}
