package org.jiedui.pairing.mentee;

import static org.jiedui.pairing.PairingProblem.ALREADY_PROMOTED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperDetails;
import org.jiedui.pairing.helper.HelperRegistry;
import org.jiedui.pairing.helper.HelperRepository;

/**
 * A mentee becomes a mentor (徒成师): a helper with the same account, which keeps the mentee as its origin (PA-18). Who is a
 * helper already, by the identity number, stays that helper and gets the origin; that closes no further circle, as admission knew
 * the two for one person before.
 */
@ApplicationScoped
public class Promotion {
    private final MenteeRepository mentees;
    private final MenteeRegistry registry;
    private final HelperRepository helpers;
    private final HelperRegistry helperRegistry;
    private final AuditTrail audit;
    private final Changes changes;
    private final TimeSource time;

    Promotion(
            MenteeRepository mentees,
            MenteeRegistry registry,
            HelperRepository helpers,
            HelperRegistry helperRegistry,
            AuditTrail audit,
            Changes changes,
            TimeSource time) {
        this.mentees = mentees;
        this.registry = registry;
        this.helpers = helpers;
        this.helperRegistry = helperRegistry;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Promotes.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code ALREADY_PROMOTED} also when the person is a helper with
     *     another origin, or one whom the caller does not see
     */
    @Transactional
    public Helper promote(PromoteMentee command, Caller caller, LongConsumer versionCheck) {
        var mentee = mentees.require(command.menteeId(), caller);
        versionCheck.accept(mentee.version());
        var known = mentee.identityHash() == null
                ? null
                : helpers.withIdentity(mentee.identityHash()).orElse(null);
        if (mentee.promotedHelperId() != null
                || known != null && (known.originMenteeId() != null || !caller.covers(known.region()))) {
            throw ALREADY_PROMOTED.because(new Reason("IS_HELPER", "该人员已是帮扶责任人", "This person is a helper already"));
        }
        var region = mentee.region();
        var details = new HelperDetails(
                command.kind(),
                mentee.name(),
                mentee.phone(),
                null,
                mentee.account(),
                mentee.unit(),
                mentee.unitLevel(),
                null,
                null,
                null,
                command.skills() == null ? mentee.goals() : command.skills(),
                java.util.List.of(),
                null,
                null,
                region,
                region.substring(0, Math.min(6, region.length())),
                command.availableFrom() == null ? time.today() : command.availableFrom(),
                null,
                command.primaryPlaces(),
                command.supportingPlaces());
        var helper = known == null
                ? helperRegistry.registerPromoted(details, mentee.identityHash(), mentee.id(), caller)
                : helperRegistry.linkPromoted(known, mentee.id(), caller);
        var before = MenteeRegistry.Masked.of(mentee);
        mentee.becameMentor(helper.id(), time.now());
        mentees.flush();
        registry.note(caller, before, mentee);
        changes.upsert("mentees", mentee.id(), region, mentee.version());
        audit.record(
                caller,
                "MENTEE_PROMOTED",
                "mentee",
                mentee.id(),
                region,
                java.util.Map.of("helperId", helper.id().toString()));
        return helper;
    }
}
