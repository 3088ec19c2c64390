package org.jiedui.household.region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiedui.household.region.ChangeRegions.Succession;

/**
 * What makes a change of divisions consistent (HH-01), and how the divisions below follow it. Pure: what is stored is handed
 * in.
 */
public final class RegionChangePolicy {
    private RegionChangePolicy() {}

    /** What can be wrong with a change. */
    public enum Fault {
        /** The codes of a succession are of different levels. */
        LEVEL_DIFFERS("前后代码级别不同", "The codes are of different levels"),
        /** A rename has one division and its own code; it needs a name. */
        NOT_A_RENAME("更名应为同一代码并给出新名称", "A rename keeps the code and gives a name"),
        /** A merge has several divisions and one successor. */
        NOT_A_MERGE("合并应为两个以上区划并入同一区划", "A merge brings two or more divisions into one"),
        /** A split has one division and several successors. */
        NOT_A_SPLIT("拆分应为一个区划分为两个以上区划", "A split makes two or more divisions of one"),
        /** A recode gives each division one other code, no two the same, and none that of a division that moves too. */
        NOT_A_RECODE("代码变更应一一对应且代码不同", "A recode gives each division one other code of its own"),
        /** The division is not there, or was abolished before. */
        NOT_IN_FORCE("原区划不存在或已撤销", "There is no such division, or it was abolished"),
        /** The successor was abolished. */
        SUCCESSOR_ABOLISHED("新区划代码已撤销", "The successor was abolished"),
        /** A new division needs a name. */
        NAME_MISSING("新设区划应给出名称", "A new division needs a name"),
        /** The division above the new one does not exist. */
        UNKNOWN_PARENT("新区划的上级不存在", "The division above the successor does not exist"),
        /** A division below a split one is not said to belong to one of the successors. */
        CHILD_UNASSIGNED("拆分时应逐一说明下级区划的归属", "Say for each division below to which successor it belongs"),
        /** Two divisions below would get one code. */
        CHILD_COLLISION("下级区划变更后代码重复，请逐一给出新代码", "Divisions below would get the same code: give their codes"),
        /** A division goes into one that the same change takes on to another code. */
        SUCCESSOR_MOVES(
                "新区划代码在同一变更中又改为其他代码，请另给代码",
                "The successor itself gets another code by this change: give a code of its own"),
        /** A change of an earlier day is recorded after one of a later day. */
        LATER_CHANGE("该区划已有更晚生效的变更", "There is a change of a later day already");

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

    /** A fault of the succession at this place of the request; -1: of the whole. */
    public record Finding(int place, Fault fault) {}

    /**
     * A stored division.
     *
     * @param inForce whether it was not abolished
     */
    public record Known(String code, String name, boolean inForce) {}

    /**
     * The result: consistent when there are no faults.
     *
     * @param successions those of the request and those of the divisions below that follow them, from the top down; each
     *     with the name of the successor
     */
    public record Result(List<Finding> faults, List<Succession> successions) {}

    /**
     * Checks a change and carries the divisions below along.
     *
     * @param known all divisions that it names, their parents, and all in force below the ones that cease to be
     */
    public static Result apply(ChangeRegions change, Collection<Known> known) {
        var byCode = new HashMap<String, Known>();
        known.forEach(region -> byCode.put(region.code(), region));
        var faults = new ArrayList<Finding>();
        var given = change.successions();
        var top = given.stream().mapToInt(s -> s.from().length()).min().orElse(0);
        var principal = given.stream().filter(s -> s.from().length() == top).toList();
        shape(change.kind(), principal, faults);
        var names = new HashMap<String, String>();
        given.forEach(s -> {
            if (s.name() != null) {
                names.put(s.into(), s.name());
            }
        });
        for (var i = 0; i < given.size(); i++) {
            var succession = given.get(i);
            if (succession.from().length() != succession.into().length()) {
                faults.add(new Finding(i, Fault.LEVEL_DIFFERS));
                continue;
            }
            var from = byCode.get(succession.from());
            var into = byCode.get(succession.into());
            if (from == null || !from.inForce()) {
                faults.add(new Finding(i, Fault.NOT_IN_FORCE));
            }
            if (into != null && !into.inForce()) {
                faults.add(new Finding(i, Fault.SUCCESSOR_ABOLISHED));
            }
            if (into == null
                    && !names.containsKey(succession.into())
                    && succession.from().length() == top) {
                faults.add(new Finding(i, Fault.NAME_MISSING));
            }
        }
        if (!faults.isEmpty()) {
            return new Result(faults, List.of());
        }
        var all = carry(change.kind(), given, top, byCode, faults);
        var created = new HashSet<String>();
        all.forEach(s -> created.add(s.into()));
        for (var i = 0; i < given.size(); i++) {
            var parent = new RegionCode(given.get(i).into()).parent();
            var above = byCode.get(parent);
            if (!parent.isEmpty() && !created.contains(parent) && (above == null || !above.inForce())) {
                faults.add(new Finding(i, Fault.UNKNOWN_PARENT));
            }
        }
        chains(all, given, faults);
        var named = all.stream()
                .map(s -> new Succession(
                        s.from(),
                        s.into(),
                        names.getOrDefault(
                                s.into(),
                                byCode.containsKey(s.into())
                                        ? byCode.get(s.into()).name()
                                        : byCode.get(s.from()).name())))
                .toList();
        return new Result(faults, faults.isEmpty() ? named : List.of());
    }

    private static void shape(RegionChangeKind kind, List<Succession> principal, List<Finding> faults) {
        Set<String> from = new HashSet<>();
        Set<String> into = new HashSet<>();
        principal.forEach(s -> {
            from.add(s.from());
            into.add(s.into());
        });
        var once = from.size() == principal.size();
        switch (kind) {
            case RENAME -> {
                if (principal.size() != 1
                        || !principal.get(0).from().equals(principal.get(0).into())
                        || principal.get(0).name() == null) {
                    faults.add(new Finding(-1, Fault.NOT_A_RENAME));
                }
            }
            case MERGE -> {
                if (!once || from.size() < 2 || into.size() != 1) {
                    faults.add(new Finding(-1, Fault.NOT_A_MERGE));
                }
            }
            case SPLIT -> {
                if (from.size() != 1 || into.size() < 2 || into.size() != principal.size()) {
                    faults.add(new Finding(-1, Fault.NOT_A_SPLIT));
                }
            }
            case RECODE -> {
                if (!once
                        || into.size() != principal.size()
                        || principal.isEmpty()
                        || from.stream().anyMatch(into::contains)) {
                    faults.add(new Finding(-1, Fault.NOT_A_RECODE));
                }
            }
        }
    }

    /**
     * Refuses a succession into a division that goes on to another: what belongs to divisions is moved by their codes, one
     * move after the other, so that nobody could tell any more what came and what was there. One that names itself as
     * successor stays, and may take others in.
     */
    private static void chains(List<Succession> all, List<Succession> given, List<Finding> faults) {
        var leaving = new HashSet<String>();
        all.forEach(s -> leaving.add(s.from()));
        all.stream().filter(s -> s.from().equals(s.into())).forEach(s -> leaving.remove(s.from()));
        all.stream()
                .filter(s -> leaving.contains(s.into()))
                .forEach(s -> faults.add(new Finding(given.indexOf(s), Fault.SUCCESSOR_MOVES)));
    }

    /** The given successions and those of all divisions below, from the top down. */
    private static List<Succession> carry(
            RegionChangeKind kind, List<Succession> given, int top, Map<String, Known> known, List<Finding> faults) {
        var explicit = new LinkedHashMap<String, List<Succession>>();
        given.forEach(s ->
                explicit.computeIfAbsent(s.from(), from -> new ArrayList<>()).add(s));
        var result = new ArrayList<>(given);
        if (kind == RegionChangeKind.RENAME) {
            return result;
        }
        var taken = new HashMap<String, String>();
        given.forEach(s -> taken.put(s.into(), s.from()));
        var roots = given.stream()
                .filter(s -> s.from().length() == top)
                .map(Succession::from)
                .distinct()
                .toList();
        var below = known.values().stream()
                .filter(region -> region.inForce()
                        && region.code().length() > top
                        && roots.stream().anyMatch(root -> region.code().startsWith(root)))
                .map(Known::code)
                .sorted(java.util.Comparator.comparingInt(String::length).thenComparing(code -> code))
                .toList();
        var targets = new HashMap<String, String>();
        explicit.forEach((from, many) -> {
            if (many.size() == 1) {
                targets.put(from, many.get(0).into());
            }
        });
        for (var code : below) {
            if (explicit.containsKey(code)) {
                continue;
            }
            var parent = new RegionCode(code).parent();
            var target = targets.get(parent);
            if (target == null) {
                faults.add(new Finding(-1, Fault.CHILD_UNASSIGNED));
                return result;
            }
            var into = target + code.substring(parent.length());
            targets.put(code, into);
            if (into.equals(code)) {
                continue;
            }
            var other = known.get(into);
            if (taken.containsKey(into) || other != null && other.inForce()) {
                faults.add(new Finding(-1, Fault.CHILD_COLLISION));
                return result;
            }
            taken.put(into, code);
            result.add(new Succession(code, into, null));
        }
        result.sort(java.util.Comparator.comparingInt((Succession s) -> s.from().length())
                .thenComparing(Succession::from)
                .thenComparing(Succession::into));
        return result;
    }
}
