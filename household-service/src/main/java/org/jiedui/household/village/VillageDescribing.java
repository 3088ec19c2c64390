package org.jiedui.household.village;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdEvent.VillageProfileChanged;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.region.RegionRepository;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.village.VillageRepository.Described;

/**
 * Describes villages and puts households into their grid cells (HH-02). Each verb is one transaction: description, history,
 * change feed and announcement. Nothing is announced when nothing changed.
 */
@ApplicationScoped
public class VillageDescribing {
    private final VillageRepository villages;
    private final RegionRepository regions;
    private final HouseholdRepository households;
    private final DataSource database;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final FieldHistory history;
    private final TimeSource time;

    VillageDescribing(
            VillageRepository villages,
            RegionRepository regions,
            HouseholdRepository households,
            DataSource database,
            Outbox outbox,
            ChangeLog changes,
            FieldHistory history,
            TimeSource time) {
        this.villages = villages;
        this.regions = regions;
        this.households = households;
        this.database = database;
        this.outbox = outbox;
        this.changes = changes;
        this.history = history;
        this.time = time;
    }

    /** The village as it is described; {@code NOT_FOUND} when there is no such village. */
    public Described require(String village) {
        if (village.length() != 12 || regions.byCode(village).isEmpty()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return villages.described(List.of(village)).get(village);
    }

    /** Replaces the description of a village in force; refuses to drop a cell in which there are households. */
    @Transactional
    public Described describe(
            Caller caller, String village, LongConsumer precondition, VillageDescription description) {
        caller.requireCovers(village);
        var before = require(village);
        if (regions.byCode(village).filter(r -> r.inForce(time.today())).isEmpty()) {
            throw HouseholdProblem.UNKNOWN_REGION.problem();
        }
        precondition.accept(before.tag());
        return describe(caller, before, description, "APP");
    }

    /** The same for a village whose state is known, in the running transaction. */
    Described describe(Caller caller, Described before, VillageDescription description, String source) {
        if (before.profile() != null && description.equals(before.description())) {
            return before;
        }
        var village = before.village();
        keepCells(before, description);
        keepIncomes(before, description);
        var profile = before.profile() == null ? new VillageProfile(village) : before.profile();
        profile.describe(description, time.now(), caller.subject());
        if (before.profile() == null) {
            villages.persist(profile);
        }
        try {
            villages.flush();
        } catch (ConstraintViolationException described) {
            throw CommonProblem.STALE.problem();
        }
        outbox.append(announcement(profile, description));
        changes.record("village-profiles", profile.id(), village, profile.tag(), Change.Operation.UPSERT);
        history.record(
                caller,
                "village-profile",
                profile.id(),
                village,
                profile.tag(),
                before.profile() == null ? null : before.description(),
                description,
                source,
                null);
        return new Described(village, profile, description);
    }

    private void keepCells(Described before, VillageDescription description) {
        var wanted = new HashMap<String, VillageDescription.Cell>();
        description.cells().forEach(cell -> wanted.put(cell.code(), cell));
        var entities = villages.getEntityManager();
        var inhabited = villages.households(before.village()).keySet();
        for (var cell : before.description().cells()) {
            var stored = entities.find(GridCell.class, new GridCell.Key(before.village(), cell.code()));
            var now = wanted.remove(cell.code());
            if (now != null) {
                stored.set(now);
            } else if (inhabited.contains(cell.code())) {
                throw CommonProblem.STATE_CONFLICT.because(new Reason(
                        "CELL_NOT_EMPTY",
                        "网格 " + cell.code() + " 内尚有农户",
                        "There are households in cell " + cell.code()));
            } else {
                entities.remove(stored);
            }
        }
        wanted.values().forEach(cell -> entities.persist(new GridCell(before.village(), cell)));
    }

    private void keepIncomes(Described before, VillageDescription description) {
        var wanted = new HashMap<Integer, VillageDescription.Income>();
        description.incomes().forEach(income -> wanted.put(income.year(), income));
        var entities = villages.getEntityManager();
        for (var income : before.description().incomes()) {
            var stored = entities.find(VillageIncome.class, new VillageIncome.Key(before.village(), income.year()));
            var now = wanted.remove(income.year());
            if (now == null) {
                entities.remove(stored);
            } else {
                stored.set(now);
            }
        }
        wanted.values().forEach(income -> entities.persist(new VillageIncome(before.village(), income)));
    }

    private static VillageProfileChanged announcement(VillageProfile profile, VillageDescription description) {
        var latest =
                description.incomes().isEmpty() ? null : description.incomes().get(0);
        var infrastructure = new java.util.LinkedHashMap<String, String>();
        description.infrastructure().forEach((kind, state) -> infrastructure.put(kind.name(), state.name()));
        return new VillageProfileChanged(
                profile.id(),
                profile.village(),
                Codes.names(description.traits()),
                latest == null ? null : latest.year(),
                latest == null ? null : latest.income(),
                latest == null ? null : latest.goal(),
                infrastructure,
                description.cells().size());
    }

    /**
     * Puts households into a cell and takes others out of it; all or none. Refuses an unknown cell and households that are
     * not in the village or not visible.
     */
    @Transactional
    public void assign(Caller caller, String village, String cell, List<UUID> add, List<UUID> remove) {
        caller.requireCovers(village);
        var known = require(village).description().cells().stream()
                .anyMatch(c -> c.code().equals(cell));
        if (!known) {
            throw HouseholdProblem.UNKNOWN_CELL.problem();
        }
        var all = new HashSet<>(add);
        all.addAll(remove);
        var found = households.visible(caller, all);
        if (found.size() != all.size()
                || found.stream().anyMatch(h -> !h.region().equals(village))) {
            throw CommonProblem.NOT_FOUND.detail("有农户不在该村", "A household is not in this village");
        }
        try (var connection = database.getConnection()) {
            if (!add.isEmpty()) {
                try (var insert = connection.prepareStatement("INSERT INTO household_cell (household_id, village, cell)"
                        + " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE village = VALUES(village), cell = VALUES(cell)")) {
                    for (var id : add) {
                        insert.setBytes(1, Ids.bytes(id));
                        insert.setString(2, village);
                        insert.setString(3, cell);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            if (!remove.isEmpty()) {
                try (var delete =
                        connection.prepareStatement("DELETE FROM household_cell WHERE village = ? AND cell = ?"
                                + " AND household_id IN (" + "?,".repeat(remove.size() - 1) + "?)")) {
                    delete.setString(1, village);
                    delete.setString(2, cell);
                    var i = 3;
                    for (var id : remove) {
                        delete.setBytes(i++, Ids.bytes(id));
                    }
                    delete.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not assign households to a cell", e);
        }
    }

    /** HQL that a household {@code e} is in cell {@code :cell} of village {@code :village}. */
    public static String inCell() {
        return "e.region = :village and exists (select 1 from HouseholdCell c where c.householdId = e.id"
                + " and c.village = :village and c.cell = :cell)";
    }

    /** Parameters of {@link #inCell}. */
    public static Map<String, Object> inCell(String village, String cell) {
        return Map.of("village", village, "cell", cell);
    }
}
