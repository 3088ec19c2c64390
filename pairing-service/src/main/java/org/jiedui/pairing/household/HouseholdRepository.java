package org.jiedui.pairing.household;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.CodeList;

/** Households as pairing knows them. */
@ApplicationScoped
public class HouseholdRepository implements PanacheRepositoryBase<Household, UUID> {
    private final EntityManager entities;

    HouseholdRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** The household, empty when unknown or outside the caller's office. */
    public Optional<Household> find(UUID id, Caller caller) {
        return find("id = ?1 and region like concat(?2, '%')", id, caller.regionPrefix())
                .firstResultOptional();
    }

    /** The ones among these that the caller's office may see. */
    public List<Household> visible(Collection<UUID> ids, Caller caller) {
        return list("id in ?1 and region like concat(?2, '%')", InList.of(ids), caller.regionPrefix());
    }

    /** Numbers of households by id, as far as they are known. */
    public Map<UUID, String> numbers(Collection<UUID> ids) {
        var numbers = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            list("id in ?1", InList.of(ids)).forEach(each -> numbers.put(each.id(), each.householdNumber()));
        }
        return numbers;
    }

    /** What decides whether and by how many a household may be helped. */
    public record State(
            UUID id, boolean closed, int childrenOutOfSchool, List<String> risks, int labour, boolean selfCare) {}

    /**
     * The state of these households as it is now. Not as entities: those that the transaction read before it had its locks
     * would be taken as they were then.
     */
    public List<State> states(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return entities
                .createQuery(
                        "select h.id, h.closed, h.childrenOutOfSchool, h.risks, h.labour, h.selfCare from Household h"
                                + " where h.id in :ids",
                        Object[].class)
                .setParameter("ids", InList.of(ids))
                .getResultList()
                .stream()
                .map(row -> new State(
                        (UUID) row[0],
                        (Boolean) row[1],
                        (Integer) row[2],
                        CodeList.split((String) row[3]),
                        (Integer) row[4],
                        (Boolean) row[5]))
                .toList();
    }

    /** Codes of the household's open alerts. */
    public List<String> openAlertCodes(UUID id) {
        var codes = new ArrayList<String>();
        entities.createQuery("from HouseholdAlert where householdId = :id and cleared = false", HouseholdAlert.class)
                .setParameter("id", id)
                .getResultList()
                .forEach(alert -> codes.addAll(alert.codes()));
        return codes;
    }
}
