package org.jiedui.household.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.jiedui.chassis.value.Money;

/** How the money of a project is shared out: equally, to the cent, so that the shares add up. Pure. */
public final class SharePolicy {
    private SharePolicy() {}

    /**
     * The share of each of so many households; the first ones get the cents that cannot be shared equally.
     *
     * @param total yuan, not negative
     * @param households at least 1
     */
    public static List<Money> shares(Money total, int households) {
        var cents = total.yuan().movePointRight(2).toBigIntegerExact();
        var parts = cents.divideAndRemainder(BigInteger.valueOf(households));
        var more = parts[1].intValueExact();
        return IntStream.range(0, households)
                .mapToObj(i -> new Money(new BigDecimal(parts[0].add(i < more ? BigInteger.ONE : BigInteger.ZERO), 2)))
                .toList();
    }
}
