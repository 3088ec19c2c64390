package org.jiedui.pairing.household;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.security.Caller;

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

    /** Households by id; one query for those that the transaction has not read before, which are taken as they were then. */
    public List<Household> byIds(Collection<UUID> ids) {
        return entities
                .unwrap(Session.class)
                .byMultipleIds(Household.class)
                .enableSessionCheck(true)
                .multiLoad(List.copyOf(ids))
                .stream()
                .filter(Objects::nonNull)
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
