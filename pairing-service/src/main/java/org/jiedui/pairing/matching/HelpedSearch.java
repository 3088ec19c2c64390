package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Whom a person could help or mentor, best first (PA-13): households in care, or mentees who are no mentors yet, for whom
 * somebody is missing. Judged as in {@link CandidateSearch}; all of the searched division, a county at most, are read with a
 * fixed number of queries.
 */
@ApplicationScoped
public class HelpedSearch {
    private static final int COUNTY_DIGITS = 6;

    /**
     * What is asked for.
     *
     * @param programme null: that for households
     * @param region where to look, a county or below; null: in the whole division in which the helper serves
     * @param to last day, or null
     */
    public record Question(
            UUID helper, String programme, String role, String region, LocalDate from, LocalDate to, int limit) {}

    /** The helper and the helped sides, judged and ranked; the book of rules differs by division. */
    public record Answer(HelperFacts helper, String programme, Demand demand, List<Judged> ranked) {}

    /** One helped side, the helper as seen from it, and the rules that hold there. */
    public record Judged(HelpedFacts helped, HelperFacts helper, Demand demand, Assessment assessment) {}

    private static final Comparator<Judged> BEST_FIRST = Comparator.comparing(
                    (Judged each) -> !each.assessment().feasible())
            .thenComparing(each -> -each.assessment().score())
            // who has nobody at all before who has somebody
            .thenComparing(each -> each.helped().presentUnits().size())
            .thenComparing(each -> each.helped().id());

    private final DataSource database;
    private final Sides sides;
    private final ProgrammeRepository programmes;
    private final RuleRepository rules;
    private final Divisions divisions;
    private final TimeSource time;

    HelpedSearch(
            DataSource database,
            Sides sides,
            ProgrammeRepository programmes,
            RuleRepository rules,
            Divisions divisions,
            TimeSource time) {
        this.database = database;
        this.sides = sides;
        this.programmes = programmes;
        this.rules = rules;
        this.divisions = divisions;
        this.time = time;
    }

    /**
     * Searches.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code NOT_FOUND} for a helper who serves nowhere in the caller's
     *     region, {@code INVALID_REQUEST} when a division wider than a county would be searched, {@code UNKNOWN_PROGRAMME},
     *     {@code PROGRAMME_FORBIDS} unless persons help households or mentees in it
     */
    public Answer search(Question question, Caller caller) {
        var known = sides.untied(List.of(question.helper()), question.role()).stream()
                .findFirst()
                .map(each -> each.during(question.from(), question.to()))
                .map(each -> sides.inNeed(List.of(each.id())).isEmpty() ? each : each.needy())
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        var region = narrower(
                narrower(known.serviceRegion(), caller.regionPrefix()),
                question.region() == null ? "" : question.region());
        if (region.length() < COUNTY_DIGITS) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "?region",
                    "TOO_WIDE",
                    "服务区域大于县，须填写县级或以下区划代码",
                    "Name a county or a division below, as the helper serves more")));
        }
        var code = question.programme() == null ? "HOUSEHOLD_HELP" : question.programme();
        var programme = programmes
                .inForce(code, question.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        var households = programme.helpedKinds().contains("HOUSEHOLD");
        if (!programme.helperSides().contains("PERSON")
                || !households && !programme.helpedKinds().contains("MENTEE")) {
            throw PairingProblem.PROGRAMME_FORBIDS.because(
                    new Reason("SIDES", "帮扶项目不由个人帮扶户或帮带对象", "In the programme no persons help households or mentees"));
        }
        var demand = new Demand(
                question.role(),
                question.from(),
                question.to(),
                programme.helperKinds(),
                programme.unitLevels(),
                rules.book(region, time.today()),
                divisions.roads(region),
                rules.booksBelow(region, time.today()));
        var profiles = divisions.profiles(region);
        try (var connection = database.getConnection()) {
            var present = present(connection, region, households ? "HOUSEHOLD" : "MENTEE", code);
            var reader = new HelpedReader(connection, region, question.role(), programme, present, profiles);
            var helped = households ? reader.households(true) : reader.mentees();
            var ties = ties(connection, known.id());
            var wishes = wishes(connection, region, known.id());
            var ranked = helped.stream()
                    .filter(each -> each.missing() > 0)
                    .map(each -> judged(
                            known,
                            each,
                            demand.in(each.region()),
                            ties.getOrDefault(each.id(), Set.of()),
                            wishes.getOrDefault(each.id(), 0)))
                    .sorted(BEST_FIRST)
                    .limit(question.limit())
                    .toList();
            return new Answer(known, code, demand, ranked);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read whom a helper could help", e);
        }
    }

    private static Judged judged(
            HelperFacts known, HelpedFacts helped, Demand demand, Set<Sides.Tie> ties, int wishes) {
        var helper = ties.isEmpty() && wishes == 0
                ? known
                : known.towards(
                        ties.contains(Sides.Tie.TIED),
                        ties.contains(Sides.Tie.PAIRED),
                        ties.contains(Sides.Tie.SAME),
                        ties.contains(Sides.Tie.FORMER),
                        wishes);
        return new Judged(helped, helper, demand, MatchingPolicy.assess(helper, helped, demand));
    }

    private static String narrower(String one, String other) {
        if (!one.startsWith(other) && !other.startsWith(one)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return one.length() > other.length() ? one : other;
    }

    private static Map<UUID, Sides.Present> present(Connection connection, String region, String kind, String programme)
            throws SQLException {
        var present = new HashMap<UUID, Sides.Present>();
        read(
                connection,
                "SELECT helped_id, helper_unit, role = 'PRIMARY', programme = ?, covers_id IS NOT NULL FROM pairing"
                        + " WHERE region LIKE CONCAT(?, '%') AND state IN " + Sides.LIVE + " AND helped_kind = '" + kind
                        + "'",
                select -> {
                    select.setString(1, programme);
                    select.setString(2, region);
                },
                row -> present.merge(
                        Ids.of(row.getBytes(1)),
                        new Sides.Present(
                                List.of(row.getString(2)),
                                row.getBoolean(3),
                                row.getBoolean(4)
                                        ? Company.NOBODY.and(row.getBoolean(5), row.getBoolean(3))
                                        : Company.NOBODY),
                        Sides.Present::and));
        return present;
    }

    /** What ties one helper to helped sides: {@link Sides#ties} seen from the other end. */
    private static Map<UUID, Set<Sides.Tie>> ties(Connection connection, UUID helper) throws SQLException {
        var ties = new HashMap<UUID, Set<Sides.Tie>>();
        read(
                connection,
                "SELECT 'TIED', household_id FROM conflict_of_interest WHERE helper_id = ?"
                        + " UNION SELECT IF(state IN " + Sides.LIVE + ", 'PAIRED', 'FORMER'), helped_id FROM pairing"
                        + "   WHERE helper_id = ? AND (state IN " + Sides.LIVE + " OR state IN " + Sides.FORMER + ")"
                        + " UNION SELECT 'SAME', m.id FROM helper h JOIN mentee m ON m.account = h.account WHERE h.id = ?"
                        + " UNION SELECT 'SAME', m.id FROM helper h JOIN mentee m"
                        + "   ON m.identity_hash = h.identity_hash WHERE h.id = ?"
                        + " UNION SELECT 'SAME', origin_mentee_id FROM helper"
                        + "   WHERE id = ? AND origin_mentee_id IS NOT NULL",
                select -> {
                    for (var at = 1; at <= 5; at++) {
                        select.setBytes(at, Ids.bytes(helper));
                    }
                },
                row -> ties.computeIfAbsent(Ids.of(row.getBytes(2)), k -> EnumSet.noneOf(Sides.Tie.class))
                        .add(Sides.Tie.valueOf(row.getString(1))));
        return ties;
    }

    private static Map<UUID, Integer> wishes(Connection connection, String region, UUID helper) throws SQLException {
        var wishes = new HashMap<UUID, Integer>();
        read(
                connection,
                "SELECT helped_id FROM pairing_wish WHERE region LIKE CONCAT(?, '%') AND helper_id = ?",
                select -> {
                    select.setString(1, region);
                    select.setBytes(2, Ids.bytes(helper));
                },
                row -> wishes.merge(Ids.of(row.getBytes(1)), 1, Integer::sum));
        return wishes;
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String sql, Binding binding, Row each) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            binding.to(select);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    each.take(row);
                }
            }
        }
    }
}
