package org.jiedui.household.village;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.household.Codes;

/** Traits and infrastructure of a village; its incomes and cells are rows of their own. */
@Entity
public class VillageProfile {
    @Id
    private String village;

    private UUID id;

    @Version
    private long version;

    private String traits;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InfrastructureState water;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InfrastructureState road;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InfrastructureState drainage;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InfrastructureState waste;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InfrastructureState greening;

    private Instant updatedAt;
    private String updatedBy;

    protected VillageProfile() {}

    VillageProfile(String village) {
        this.village = village;
        this.id = idOf(village);
    }

    /** The id of a village, made of its code. */
    static UUID idOf(String village) {
        return UUID.nameUUIDFromBytes(("village:" + village).getBytes(StandardCharsets.US_ASCII));
    }

    void describe(VillageDescription description, Instant at, String by) {
        traits = Codes.join(description.traits());
        water = description.infrastructure().get(Infrastructure.WATER);
        road = description.infrastructure().get(Infrastructure.ROAD);
        drainage = description.infrastructure().get(Infrastructure.DRAINAGE);
        waste = description.infrastructure().get(Infrastructure.WASTE);
        greening = description.infrastructure().get(Infrastructure.GREENING);
        updatedAt = at;
        updatedBy = by;
    }

    /** Village code. */
    public String village() {
        return village;
    }

    /** Identifier in events and in the change feed. */
    public UUID id() {
        return id;
    }

    /** The entity tag: 1 for the first description. */
    public long tag() {
        return version + 1;
    }

    /** Traits. */
    public List<VillageTrait> traits() {
        return Codes.split(VillageTrait.class, traits);
    }

    /** State of every kind of infrastructure. */
    public Map<Infrastructure, InfrastructureState> infrastructure() {
        var states = new EnumMap<Infrastructure, InfrastructureState>(Infrastructure.class);
        states.put(Infrastructure.WATER, water);
        states.put(Infrastructure.ROAD, road);
        states.put(Infrastructure.DRAINAGE, drainage);
        states.put(Infrastructure.WASTE, waste);
        states.put(Infrastructure.GREENING, greening);
        return states;
    }

    /** When it was described last. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** By which account. */
    public String updatedBy() {
        return updatedBy;
    }
}
