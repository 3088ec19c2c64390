package org.jiedui.chassis.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An amount in yuan with exactly two places; on the wire a decimal string such as {@code "6812.50"}, never a number.
 *
 * @param yuan the amount, scale 2, at most 13 digits before the point
 */
public record Money(BigDecimal yuan) implements Comparable<Money> {
    private static final Pattern FORM = Pattern.compile("-?\\d{1,13}(\\.\\d{1,2})?");
    private static final BigDecimal LIMIT = new BigDecimal("10000000000000");

    /** No money at all. */
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** Refuses more than two places and amounts beyond 13 digits; nothing is rounded silently. */
    public Money {
        if (yuan.stripTrailingZeros().scale() > 2 || yuan.abs().compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("not an amount in yuan with at most 2 places");
        }
        yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** Reads {@code -?digits[.d[d]]}; refuses exponents, signs and separators. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Money of(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an amount in yuan with at most 2 places");
        }
        return new Money(new BigDecimal(text));
    }

    /** The sum. */
    public Money plus(Money other) {
        return new Money(yuan.add(other.yuan));
    }

    /** The difference. */
    public Money minus(Money other) {
        return new Money(yuan.subtract(other.yuan));
    }

    /** An equal share, rounded half up to the cent (分). */
    public Money dividedBy(int parts) {
        return new Money(yuan.divide(BigDecimal.valueOf(parts), 2, RoundingMode.HALF_UP));
    }

    /** Whether this is less than the other. */
    public boolean isBelow(Money other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Money other) {
        return yuan.compareTo(other.yuan);
    }

    @JsonValue
    @Override
    public String toString() {
        return yuan.toPlainString();
    }
}
