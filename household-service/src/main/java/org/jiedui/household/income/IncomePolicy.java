package org.jiedui.household.income;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.value.Money;

/**
 * Per-capita net income, explained (domain 5.5): net = wage + business + property + transfer − production cost; per
 * capita = net ÷ members, rounded half up to the cent.
 */
public final class IncomePolicy {
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
     */
    public record Step(String kind, String code, String zh, String en, String sign, String value) {}

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

    /** Computes and explains. {@code members} is at least 1. */
    public static Result compute(List<IncomeLine> lines, int members) {
        var groups = new EnumMap<IncomeGroup, Money>(IncomeGroup.class);
        var steps = new ArrayList<Step>();
        for (var group : IncomeGroup.values()) {
            var sign = group == IncomeGroup.COST ? "-" : "+";
            var sum = Money.ZERO;
            for (var line : lines) {
                if (line.item().group() == group) {
                    var item = line.item();
                    steps.add(new Step(
                            "LINE",
                            item.name(),
                            item.zh(),
                            item.en(),
                            sign,
                            line.amount().toString()));
                    sum = sum.plus(line.amount());
                }
            }
            groups.put(group, sum);
            steps.add(new Step("SUBTOTAL", group.name(), group.zh(), group.en(), sign, sum.toString()));
        }
        var net = groups.get(IncomeGroup.WAGE)
                .plus(groups.get(IncomeGroup.BUSINESS))
                .plus(groups.get(IncomeGroup.PROPERTY))
                .plus(groups.get(IncomeGroup.TRANSFER))
                .minus(groups.get(IncomeGroup.COST));
        var perCapita = net.dividedBy(members);
        steps.add(new Step("NET", "NET", "家庭年纯收入", "net income of the household", "=", net.toString()));
        steps.add(new Step("MEMBERS", "MEMBERS", "家庭人口", "members", "÷", String.valueOf(members)));
        steps.add(new Step("PER_CAPITA", "PER_CAPITA", "人均纯收入", "per-capita net income", "=", perCapita.toString()));
        return new Result(Map.copyOf(groups), net, perCapita, members, List.copyOf(steps));
    }
}
