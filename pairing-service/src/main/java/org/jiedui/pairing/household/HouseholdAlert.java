package org.jiedui.pairing.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.CodeList;

/** A risk alert of a household as pairing knows it: its reason codes until it is cleared. */
@Entity
@Table(name = "household_alert")
public class HouseholdAlert {
    @Id
    private UUID id;

    @Column(name = "household_id")
    private UUID householdId;

    private String region;

    private String codes;

    private boolean cleared;

    @Column(name = "as_of")
    private Instant asOf;

    /** For Hibernate. */
    protected HouseholdAlert() {}

    HouseholdAlert(UUID id) {
        this.id = id;
        codes = "";
        asOf = Instant.EPOCH;
    }

    void tell(UUID household, String where, List<String> reasonCodes, boolean over, Instant at) {
        if (!at.isBefore(asOf)) {
            householdId = household;
            region = where;
            if (!reasonCodes.isEmpty() || !over) {
                codes = CodeList.join(reasonCodes);
            }
            cleared = over;
            asOf = at;
        }
    }

    public List<String> codes() {
        return CodeList.split(codes);
    }
}
