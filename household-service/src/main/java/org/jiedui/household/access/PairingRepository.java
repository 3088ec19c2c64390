package org.jiedui.household.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The pairings of households as this service knows them. */
@ApplicationScoped
public class PairingRepository implements PanacheRepositoryBase<HouseholdPairing, UUID> {}
