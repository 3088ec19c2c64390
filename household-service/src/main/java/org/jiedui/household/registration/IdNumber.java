package org.jiedui.household.registration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Resident identity number, GB 11643-1999: area (6), birth date (8), sequence (3, odd for men), check digit.
 * Abolished area codes below the province are accepted: numbers live longer than counties.
 *
 * @param text 18 characters, upper case
 */
public record IdNumber(String text) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{16}[\\dXx]");
    private static final String CHECK = "10X98765432";
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    /** What is wrong with a number. */
    public enum Fault {
        /** Not 17 digits and a digit or X. */
        FORMAT("身份证号应为 18 位", "Must be 17 digits and a check digit"),
        /** No such province. */
        AREA("身份证号地址码不存在", "No such area"),
        /** No such day. */
        BIRTH_DATE("身份证号中的出生日期不存在", "The birth date in the number does not exist"),
        /** A day to come, or before 1850. */
        BIRTH_DATE_RANGE("身份证号中的出生日期不在合理范围", "The birth date in the number is in the future or too far back"),
        /** The last character does not fit the others. */
        CHECKSUM("身份证号校验位不正确", "The check digit is wrong");

        private final String zh;
        private final String en;

        Fault(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** Sentence in Chinese. */
        public String zh() {
            return zh;
        }

        /** Sentence in English. */
        public String en() {
            return en;
        }
    }

    /** The first fault of a text, or null when it is a valid number on that day. */
    public static Fault fault(String text, LocalDate today) {
        if (text == null || !FORM.matcher(text).matches()) {
            return Fault.FORMAT;
        }
        if (!PROVINCES.contains(text.substring(0, 2))) {
            return Fault.AREA;
        }
        LocalDate born;
        try {
            born = birthDate(text);
        } catch (DateTimeException noSuchDay) {
            return Fault.BIRTH_DATE;
        }
        if (born.isAfter(today) || born.getYear() < 1850) {
            return Fault.BIRTH_DATE_RANGE;
        }
        return checkDigit(text) == text.toUpperCase(Locale.ROOT).charAt(17) ? null : Fault.CHECKSUM;
    }

    /** The check digit that the first 17 digits ask for. */
    public static char checkDigit(String first17) {
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }

    /** Day of birth; the number is valid. */
    public LocalDate birthDate() {
        return birthDate(text);
    }

    /** Sex by the parity of digit 17. */
    public Sex sex() {
        return (text.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    private static LocalDate birthDate(String text) {
        return LocalDate.of(
                Integer.parseInt(text.substring(6, 10)),
                Integer.parseInt(text.substring(10, 12)),
                Integer.parseInt(text.substring(12, 14)));
    }

    @Override
    public String toString() {
        return "***";
    }
}
