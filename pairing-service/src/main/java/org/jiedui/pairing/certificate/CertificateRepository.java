package org.jiedui.pairing.certificate;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/** Certificates by number. */
@ApplicationScoped
public class CertificateRepository implements PanacheRepositoryBase<Certificate, String> {
    /**
     * The certificate, or {@code NOT_FOUND} when absent or neither of a pairing of the caller's region, wherever it was
     * issued, nor of an own one.
     */
    public Certificate require(String number, Caller caller) {
        var found = caller.office()
                ? find(
                        "from Certificate e where e.number = ?1 and exists (select 1 from Pairing p"
                                + " where p.id = e.pairingId and p.region like concat(?2, '%'))",
                        number, caller.regionPrefix())
                : find(
                        "from Certificate e where e.number = :number and exists (select 1 from Pairing p"
                                + " where p.id = e.pairingId and (p.helperAccount = :me or p.helpedAccount = :me))",
                        Map.of("number", number, "me", caller.subject()));
        return found.firstResultOptional().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** For public verification: whoever knows the whole number may ask. */
    public Optional<Certificate> byNumber(String number) {
        return find("number", number).firstResultOptional();
    }
}
