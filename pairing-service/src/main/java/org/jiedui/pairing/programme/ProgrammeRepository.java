package org.jiedui.pairing.programme;

import static org.jiedui.pairing.PairingProblem.UNKNOWN_PROGRAMME;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Programmes by code and day. */
@ApplicationScoped
public class ProgrammeRepository implements PanacheRepositoryBase<Programme, UUID> {
    /** The rules in force on a day. */
    public Optional<Programme> inForce(String code, LocalDate day) {
        return find("code = ?1 and validFrom <= ?2 and (validTo is null or validTo >= ?2)", code, day)
                .firstResultOptional();
    }

    /** The same; refuses with {@code UNKNOWN_PROGRAMME} when there are none. */
    public Programme requireInForce(String code, LocalDate day) {
        return inForce(code, day).orElseThrow(UNKNOWN_PROGRAMME::problem);
    }

    /** All programmes in force on a day, by code. */
    public List<Programme> allInForce(LocalDate day) {
        return list("validFrom <= ?1 and (validTo is null or validTo >= ?1) order by code", day);
    }

    /** The period that began last, whether it is in force already or not. */
    public Optional<Programme> latest(String code) {
        return find("code = ?1 order by validFrom desc", code).firstResultOptional();
    }
}
