package org.jiedui.household.income;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jiedui.chassis.value.Money;

/**
 * Per-capita net income, explained (domain 5.5): net = wage + business + property + transfer − production cost; per
 * capita = net ÷ members, rounded half up to the cent. By calendar year, and by the twelve months that end before the
 * month of identification.
 */
public final class IncomePolicy {
    private static final int MONTHS = 12;

    private IncomePolicy() {}

    /**
     * One step of the explanation.
     *
     * @param kind {@code LINE}, {@code SUBTOTAL}, {@code NET}, {@code MEMBERS} or {@code PER_CAPITA}
     * @param code the item or group, or the kind itself
     * @param zh label in Chinese
     * @param en label in English
     * @param sign {@code +}, {@code -}, {@code ÷} or {@code =}
     * @param value yuan, or a number of persons
     * @param period of a line its month ({@code 2026-03}) or year; else null
     * @param share of a yearly line the months of it that fall into the window, such as {@code 2/12}; else null
     * @param note of a line; else null
     */
    public record Step(
            String kind,
            String code,
            String zh,
            String en,
            String sign,
            String value,
            String period,
            String share,
            String note) {
        static Step sum(String kind, String code, String zh, String en, String sign, String value) {
            return new Step(kind, code, zh, en, sign, value, null, null, null);
        }
    }

    /**
     * The result.
     *
     * @param groups sum of each group, yuan
     * @param net yuan of the household and year
     * @param perCapita yuan per member and year
     * @param members the divisor
     * @param steps line by line how the figure comes about
     */
    public record Result(Map<IncomeGroup, Money> groups, Money net, Money perCapita, int members, List<Step> steps) {}

    /**
     * Income of the twelve months before a month.
     *
     * @param from first month
     * @param to last month
     * @param coveredMonths months of the window about which statements say something, 0 to 12
     * @param dated whether a dated line is among them; without one the window says no more than the years do
     * @param result what the lines in the window add up to
     */
    public record Rolling(YearMonth from, YearMonth to, int coveredMonths, boolean dated, Result result) {
        /** Whether identification goes by this figure and not by that of the latest year. */
        public boolean decides() {
            return dated && coveredMonths == MONTHS;
        }
    }

    /** A line as it counts. */
    private record Part(IncomeLine line, Money amount, String period, String share) {}

    /** Computes and explains the income of a year. {@code members} is at least 1. */
    public static Result compute(List<IncomeLine> lines, int members) {
        return add(
                lines.stream()
                        .map(line -> new Part(line, line.amount(), text(line.month()), null))
                        .toList(),
                members);
    }

    /**
     * The twelve months that end before the month of identification. A dated line counts when its month is among them; a
     * line of a whole year counts with as many twelfths as that year has months among them. A year's statement speaks of
     * all its months when it has a line of the whole year, else of those up to its last dated line.
     *
     * @param byYear the lines that count, by year of their statement
     * @param members the divisor, at least 1
     * @param identification month of identification
     */
    public static Rolling rolling(Map<Integer, List<IncomeLine>> byYear, int members, YearMonth identification) {
        var from = identification.minusMonths(MONTHS);
        var to = identification.minusMonths(1);
        var parts = new ArrayList<Part>();
        var covered = 0;
        var dated = false;
        for (var year : new TreeMap<>(byYear).entrySet()) {
            var begin = later(from, YearMonth.of(year.getKey(), 1));
            var end = earlier(to, YearMonth.of(year.getKey(), MONTHS));
            if (begin.isAfter(end) || year.getValue().isEmpty()) {
                continue;
            }
            var months = (int) begin.until(end, ChronoUnit.MONTHS) + 1;
            var known = end;
            if (year.getValue().stream().allMatch(line -> line.month() != null)) {
                known = earlier(
                        end,
                        year.getValue().stream()
                                .map(IncomeLine::month)
                                .max(YearMonth::compareTo)
                                .orElse(end));
            }
            covered += Math.max(0, (int) begin.until(known, ChronoUnit.MONTHS) + 1);
            for (var line : year.getValue()) {
                if (line.month() == null) {
                    parts.add(new Part(
                            line, twelfths(line.amount(), months), year.getKey().toString(), months + "/" + MONTHS));
                } else if (!line.month().isBefore(begin) && !line.month().isAfter(end)) {
                    dated = true;
                    parts.add(new Part(line, line.amount(), text(line.month()), null));
                }
            }
        }
        return new Rolling(from, to, covered, dated, add(parts, members));
    }

    /** Net income of the household in the window, when identification goes by it. */
    public static Optional<Money> rollingNet(Map<Integer, List<IncomeLine>> byYear, YearMonth identification) {
        var rolling = rolling(byYear, 1, identification);
        return rolling.decides() ? Optional.of(rolling.result().net()) : Optional.empty();
    }

    /** Whether some line is dated, so that the window can say more than the years do. */
    public static boolean isDated(Collection<IncomeLine> lines) {
        return lines.stream().anyMatch(line -> line.month() != null);
    }

    private static Result add(List<Part> parts, int members) {
        var groups = new EnumMap<IncomeGroup, Money>(IncomeGroup.class);
        var steps = new ArrayList<Step>();
        for (var group : IncomeGroup.values()) {
            var sign = group == IncomeGroup.COST ? "-" : "+";
            var sum = Money.ZERO;
            for (var part : parts) {
                var item = part.line().item();
                if (item.group() == group) {
                    steps.add(new Step(
                            "LINE",
                            item.name(),
                            item.zh(),
                            item.en(),
                            sign,
                            part.amount().toString(),
                            part.period(),
                            part.share(),
                            part.line().note()));
                    sum = sum.plus(part.amount());
                }
            }
            groups.put(group, sum);
            steps.add(Step.sum("SUBTOTAL", group.name(), group.zh(), group.en(), sign, sum.toString()));
        }
        var net = groups.get(IncomeGroup.WAGE)
                .plus(groups.get(IncomeGroup.BUSINESS))
                .plus(groups.get(IncomeGroup.PROPERTY))
                .plus(groups.get(IncomeGroup.TRANSFER))
                .minus(groups.get(IncomeGroup.COST));
        var perCapita = net.dividedBy(members);
        steps.add(Step.sum("NET", "NET", "家庭年纯收入", "net income of the household", "=", net.toString()));
        steps.add(Step.sum("MEMBERS", "MEMBERS", "家庭人口", "members", "÷", String.valueOf(members)));
        steps.add(Step.sum("PER_CAPITA", "PER_CAPITA", "人均纯收入", "per-capita net income", "=", perCapita.toString()));
        return new Result(Map.copyOf(groups), net, perCapita, members, List.copyOf(steps));
    }

    private static Money twelfths(Money amount, int months) {
        return new Money(amount.yuan()
                .multiply(BigDecimal.valueOf(months))
                .divide(BigDecimal.valueOf(MONTHS), 2, RoundingMode.HALF_UP));
    }

    private static String text(YearMonth month) {
        return month == null ? null : month.toString();
    }

    private static YearMonth later(YearMonth a, YearMonth b) {
        return a.isAfter(b) ? a : b;
    }

    private static YearMonth earlier(YearMonth a, YearMonth b) {
        return a.isBefore(b) ? a : b;
    }
}
