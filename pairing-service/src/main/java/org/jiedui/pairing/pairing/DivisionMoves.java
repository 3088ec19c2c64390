package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.OrganisationKind;

/**
 * Lets what belongs to a division follow it when it gets another code or goes into another division: helpers, mentees,
 * organisations, alliances, wishes, what matching knows of the division, its rules, and the pairings of the village itself, of
 * mentees and of enterprises. Those of households follow as each household tells where it is. A division that was split leaves
 * what it has where it is, until somebody says where it belongs. Works in chunks, as a job; no successor of a change goes on to
 * another one in the same change, so that a chunk which is done twice moves nothing twice.
 */
@ApplicationScoped
public class DivisionMoves implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "division-moves";

    private static final int CHUNK = 500;

    private static final String TEAMS = Arrays.stream(OrganisationKind.values())
            .filter(OrganisationKind::team)
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(","));

    /** Whose rows say where they are, in which column, and what the change feed calls them. */
    private record Place(String table, String column, String feed) {}

    private static final Place MENTEE = new Place("mentee", "region", "'mentees'");
    private static final Place ORGANISATION =
            new Place("organisation", "region", "IF(kind IN (" + TEAMS + "), 'teams', 'organisations')");
    private static final Place HELPER = new Place("helper", "region", "'helpers'");
    private static final List<Place> OTHERS = List.of(
            new Place("organisation", "service_region", ORGANISATION.feed()),
            new Place("helper", "service_region", HELPER.feed()),
            new Place("alliance", "region", "'alliances'"));

    private static final List<String> SMALL = List.of(
            "UPDATE pairing_wish SET region = :into WHERE region = :from",
            "UPDATE alliance_member SET region = :into WHERE region = :from",
            // what the survivor of a merge knows of itself stays
            "INSERT INTO division (region, version, traits, traits_at, dialects, latitude, longitude)"
                    + " SELECT :into, d.version, d.traits, d.traits_at, d.dialects, d.latitude, d.longitude"
                    + " FROM division d WHERE d.region = :from ON DUPLICATE KEY UPDATE"
                    + " version = division.version + 1, traits = IF(division.traits_at IS NULL, d.traits, division.traits),"
                    + " dialects = IF(division.dialects = '', d.dialects, division.dialects),"
                    + " longitude = IF(division.latitude IS NULL, d.longitude, division.longitude),"
                    + " latitude = IFNULL(division.latitude, d.latitude)",
            "DELETE FROM division WHERE region = :from",
            "UPDATE IGNORE travel SET from_region = :into WHERE from_region = :from",
            "UPDATE IGNORE travel SET to_region = :into WHERE to_region = :from",
            "DELETE FROM travel WHERE from_region = :from OR to_region = :from",
            // one with a rule of its own keeps that
            "UPDATE matching_rule r LEFT JOIN (SELECT DISTINCT code FROM matching_rule WHERE region = :into) own"
                    + " ON own.code = r.code SET r.region = :into, r.version = r.version + 1"
                    + " WHERE r.region = :from AND own.code IS NULL");

    private final PairingRepository pairings;
    private final HouseholdEnd sides;
    private final HelperRepository helpers;
    private final DataSource database;
    private final FieldHistory history;
    private final ChangeLog feed;
    private final Outbox outbox;
    private final Jobs jobs;
    private final TimeSource time;

    DivisionMoves(
            PairingRepository pairings,
            HouseholdEnd sides,
            HelperRepository helpers,
            DataSource database,
            FieldHistory history,
            ChangeLog feed,
            Outbox outbox,
            Jobs jobs,
            TimeSource time) {
        this.pairings = pairings;
        this.sides = sides;
        this.helpers = helpers;
        this.database = database;
        this.history = history;
        this.feed = feed;
        this.outbox = outbox;
        this.jobs = jobs;
        this.time = time;
    }

    /** A division and what became of it; every level by itself. */
    public record Move(String from, String into) {}

    /** What a job is to do. */
    record Order(List<Move> moves) {}

    /**
     * Orders the moves that follow from a change of divisions, in the running transaction.
     *
     * @param successions several of one division when it was split, itself when it is only renamed
     * @param region which holds all of them; empty for the whole country
     */
    public void follow(List<Move> successions, String region) {
        var successors = new HashMap<String, Integer>();
        successions.forEach(each -> successors.merge(each.from(), 1, Integer::sum));
        var moves = successions.stream()
                .filter(each -> successors.get(each.from()) == 1 && !each.from().equals(each.into()))
                .toList();
        if (!moves.isEmpty()) {
            jobs.submit(KIND, region, new Order(moves), Caller.SYSTEM.subject());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var moves = job.parameters(Order.class).moves();
        var done = job.processed();
        while (done < moves.size()) {
            var at = done;
            done = job.inTransaction(() -> {
                var now = move(moves.get((int) at)) ? at + 1 : at;
                job.checkpoint(now, (long) moves.size(), null);
                return now;
            });
        }
        return Map.of("divisions", done);
    }

    /** Moves one chunk of everything; whether that was all. */
    private boolean move(Move move) {
        var mentees = in(MENTEE, move);
        var organisations = in(ORGANISATION, move);
        var helped = new HashSet<>(mentees);
        helped.addAll(organisations);
        helped.add(HelpedSide.village(move.from()).id());
        helped.add(HelpedSide.village(move.into()).id());
        pairings.lockHelped(helped);
        sides.villageBecame(move.from(), move.into());
        var moved = new ArrayList<>(rewrite(MENTEE, mentees, move));
        moved.addAll(rewrite(ORGANISATION, organisations, move));
        if (!moved.isEmpty()) {
            pairings.notWithdrawn(moved).stream()
                    .filter(pairing -> pairing.state().live())
                    .map(Pairing::helpedId)
                    .distinct()
                    .forEach(id -> sides.relocated(id, move.into()));
        }
        var most = Math.max(mentees.size(), organisations.size());
        var people = in(HELPER, move);
        outbox.append(helpers.byIds(rewrite(HELPER, people, move)).values().stream()
                .map(Helper::changed)
                .toList());
        most = Math.max(most, people.size());
        for (var place : OTHERS) {
            var some = in(place, move);
            rewrite(place, some, move);
            most = Math.max(most, some.size());
        }
        if (most == CHUNK) {
            return false;
        }
        SMALL.forEach(sql -> {
            var update = pairings.getEntityManager().createNativeQuery(sql);
            update.getParameters()
                    .forEach(named -> update.setParameter(
                            named.getName(), named.getName().equals("from") ? move.from() : move.into()));
            update.executeUpdate();
        });
        return true;
    }

    private List<UUID> in(Place place, Move move) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id FROM " + place.table() + " WHERE " + place.column()
                        + " = ? ORDER BY id LIMIT " + CHUNK)) {
            select.setString(1, move.from());
            var ids = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(Ids.of(row.getBytes(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read what is in a division", e);
        }
    }

    /** Says where these are from now on, and which of them it was said of: what went elsewhere meanwhile stays there. */
    private List<UUID> rewrite(Place place, List<UUID> ids, Move move) {
        if (ids.isEmpty()) {
            return ids;
        }
        var those = " WHERE id IN (" + "?,".repeat(ids.size() - 1) + "?) AND " + place.column() + " = ?";
        try (var connection = database.getConnection()) {
            var here = place.column().equals("region");
            var steps = new ArrayList<FieldHistory.Step>();
            var told = new ArrayList<Change>();
            try (var select = connection.prepareStatement(
                    "SELECT id, region, version, " + place.feed() + " FROM " + place.table() + those + " FOR UPDATE")) {
                bind(select, 1, ids, move.from());
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var id = Ids.of(row.getBytes(1));
                        var region = here ? move.into() : row.getString(2);
                        var version = row.getLong(3) + 1;
                        steps.add(new FieldHistory.Step(
                                id,
                                region,
                                version,
                                Map.of(here ? "region" : "serviceRegion", move.from()),
                                Map.of(here ? "region" : "serviceRegion", move.into())));
                        if (here) {
                            told.add(Change.remove(row.getString(4), id, move.from(), version));
                        }
                        told.add(Change.upsert(row.getString(4), id, region, version));
                    }
                }
            }
            try (var update = connection.prepareStatement("UPDATE " + place.table() + " SET " + place.column()
                    + " = ?, version = version + 1, updated_at = ?" + those)) {
                update.setString(1, move.into());
                update.setObject(2, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
                bind(update, 3, ids, move.from());
                update.executeUpdate();
            }
            history.record(Caller.SYSTEM, place.table(), steps, "RULE", null);
            feed.record(told);
            return steps.stream().map(FieldHistory.Step::resourceId).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }

    private static void bind(java.sql.PreparedStatement statement, int first, List<UUID> ids, String from)
            throws SQLException {
        var at = first;
        for (var id : ids) {
            statement.setBytes(at++, Ids.bytes(id));
        }
        statement.setString(at, from);
    }
}
