package org.jiedui.pairing.matching;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * Reads all who may be helped in a division on one connection, with a fixed number of queries, in the order of their ids. For
 * one helped side see {@link CandidateSearch}.
 *
 * @param region division code; what is below counts
 * @param role in which helpers are looked for
 * @param rules of the programme
 * @param present who helps them already or is proposed for it; none for whoever is not in it
 */
public record HelpedReader(
        Connection connection,
        String region,
        String role,
        ProgrammeRules rules,
        Map<UUID, Sides.Present> present,
        Divisions.Profiles profiles) {

    /**
     * Households in care, wanting the skills for their needs, causes, risks and open alerts.
     *
     * @param wholeForm whether departments are counted; else one helper is enough
     */
    public List<HelpedFacts> households(boolean wholeForm) throws SQLException {
        var skills = skills();
        var alerts = alerts();
        var households = new ArrayList<HelpedFacts>();
        try (var select = connection.prepareStatement("SELECT id, region, needs, causes, risks, children_out_of_school,"
                + " labour, self_care FROM household WHERE region LIKE CONCAT(?, '%') AND in_care ORDER BY id")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    var needs = new TreeSet<>(alerts.getOrDefault(id, List.of()));
                    for (var column = 3; column <= 5; column++) {
                        needs.addAll(CodeList.split(row.getString(column)));
                    }
                    var wanted = new TreeSet<String>();
                    needs.forEach(need -> wanted.addAll(skills.getOrDefault(need, Set.of())));
                    households.add(helped(
                            "HOUSEHOLD",
                            id,
                            row.getString(2),
                            wanted,
                            wholeForm
                                    ? FormPolicy.requiredPartners(
                                            row.getInt(6),
                                            CodeList.split(row.getString(5)),
                                            row.getInt(7),
                                            row.getBoolean(8))
                                    : 1));
                }
            }
        }
        return households;
    }

    /** Mentees who are no mentors yet, wanting what they aim at. */
    public List<HelpedFacts> mentees() throws SQLException {
        var mentees = new ArrayList<HelpedFacts>();
        try (var select = connection.prepareStatement("SELECT id, region, goals FROM mentee"
                + " WHERE region LIKE CONCAT(?, '%') AND promoted_helper_id IS NULL ORDER BY id")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    mentees.add(helped(
                            "MENTEE",
                            Ids.of(row.getBytes(1)),
                            row.getString(2),
                            new TreeSet<>(CodeList.split(row.getString(3))),
                            1));
                }
            }
        }
        return mentees;
    }

    /** One helped side whose own facts are known. */
    public HelpedFacts helped(String kind, UUID id, String where, Set<String> wanted, int required) {
        var there = present.getOrDefault(id, Sides.Present.NOBODY);
        return new HelpedFacts(
                kind,
                id,
                where,
                wanted,
                profiles.traitsOf(where),
                required,
                there.units(),
                profiles.dialectsOf(where),
                there.company()
                        .missing(
                                role, kind, rules, required, FormPolicy.missing(required, there.units(), there.led())));
    }

    private Map<String, Set<String>> skills() throws SQLException {
        var skills = new HashMap<String, Set<String>>();
        try (var select = connection.prepareStatement("SELECT need, skill FROM skill_for_need");
                var row = select.executeQuery()) {
            while (row.next()) {
                skills.computeIfAbsent(row.getString(1), k -> new TreeSet<>()).add(row.getString(2));
            }
        }
        return skills;
    }

    private Map<UUID, List<String>> alerts() throws SQLException {
        var alerts = new HashMap<UUID, List<String>>();
        try (var select = connection.prepareStatement(
                "SELECT household_id, codes FROM household_alert WHERE region LIKE CONCAT(?, '%') AND NOT cleared")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    alerts.computeIfAbsent(Ids.of(row.getBytes(1)), k -> new ArrayList<>())
                            .addAll(CodeList.split(row.getString(2)));
                }
            }
        }
        return alerts;
    }
}
