package org.jiedui.pairing.helper;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A declared tie as queries look at it (PA-15); written by {@link Conflicts}. */
@Entity
@Immutable
@Table(name = "conflict_of_interest")
@IdClass(DeclaredTie.Between.class)
class DeclaredTie {
    /** Between whom it is. */
    record Between(UUID helperId, UUID householdId) implements Serializable {}

    @Id
    @Column(name = "helper_id")
    private UUID helperId;

    @Id
    @Column(name = "household_id")
    private UUID householdId;

    /** For Hibernate. */
    protected DeclaredTie() {}
}
