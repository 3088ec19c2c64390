package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.pairing.HelpedMoved;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;

/**
 * Lets the pairings of a mentee or an enterprise follow it to the division where it is by now, in one transaction: they are
 * few.
 */
@ApplicationScoped
public class HelpedRelocation implements JobHandler {
    private final PairingRepository pairings;
    private final MenteeRepository mentees;
    private final OrganisationRepository organisations;
    private final HouseholdEnd sides;

    HelpedRelocation(
            PairingRepository pairings,
            MenteeRepository mentees,
            OrganisationRepository organisations,
            HouseholdEnd sides) {
        this.pairings = pairings;
        this.mentees = mentees;
        this.organisations = organisations;
        this.sides = sides;
    }

    @Override
    public String kind() {
        return HelpedMoved.KIND;
    }

    @Override
    public Object run(JobContext job) {
        var id = job.parameters(HelpedMoved.class).helpedId();
        job.inTransaction(() -> {
            pairings.lockHelped(id);
            var mentee = mentees.findById(id);
            sides.relocated(id, mentee == null ? organisations.findById(id).region() : mentee.region());
        });
        return null;
    }
}
