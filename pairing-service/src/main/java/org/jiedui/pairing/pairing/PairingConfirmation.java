package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.FORM_REQUIRES_PARTNERS;
import static org.jiedui.pairing.PairingProblem.OBJECTIONS_OPEN;
import static org.jiedui.pairing.PairingProblem.OBJECTION_UPHELD;
import static org.jiedui.pairing.PairingProblem.PROGRAMME_FORBIDS;
import static org.jiedui.pairing.PairingProblem.PUBLICITY_NOT_OVER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.certificate.IssueCertificate;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Confirms a publicised pairing: it becomes active, with a certificate. For a household that needs helpers of two
 * departments (PA-12) the first may be confirmed as soon as the others are on their way, that is proposed or further; a
 * household is thus never left waiting for the slowest of them, and never settled with one. The same holds for the fewest
 * helpers of a helped side and the fewest helped sides of a helper in a programme (PA-01).
 */
@ApplicationScoped
public class PairingConfirmation {
    private final PairingDoor door;
    private final PairingRepository pairings;
    private final ObjectionRepository objections;
    private final Admission admission;
    private final Presence presence;
    private final ProgrammeRepository programmes;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingConfirmation(
            PairingDoor door,
            PairingRepository pairings,
            ObjectionRepository objections,
            Admission admission,
            Presence presence,
            ProgrammeRepository programmes,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.pairings = pairings;
        this.objections = objections;
        this.admission = admission;
        this.presence = presence;
        this.programmes = programmes;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /**
     * Confirms.
     *
     * @param ceremonyOn day of the ceremony, or null
     * @throws org.jiedui.chassis.problem.ProblemException {@code PUBLICITY_NOT_OVER}, {@code OBJECTIONS_OPEN}, {@code
     *     OBJECTION_UPHELD}, {@code FORM_REQUIRES_PARTNERS}, {@code PROGRAMME_FORBIDS} while too few are on their way, {@code
     *     HELPER_NOT_ELIGIBLE} while the helper of a term that has begun is gone or on leave; what {@link
     *     Admission#requireStillFit} refuses
     */
    @Transactional
    public Pairing confirm(UUID id, LocalDate ceremonyOn, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.CONFIRM, caller, versionCheck);
        var pairing = opened.pairing();
        if (time.today().isBefore(pairing.publicityUntil())) {
            throw PUBLICITY_NOT_OVER.because(new Reason(
                    "CONFIRM_FROM",
                    pairing.publicityUntil() + " 起可确认",
                    "May be confirmed from " + pairing.publicityUntil()));
        }
        requireNoObjection(id);
        requireForm(pairing);
        var rules = programmes.findById(pairing.programmeId()).rules();
        admission.requireStillFit(pairing, rules, caller);
        requireEnoughHelped(pairing, rules.minHelped());
        if (!pairing.validFrom().isAfter(time.today())) {
            presence.require(pairing);
        }
        pairing.confirm(issue(pairing), ceremonyOn, time.now());
        door.close(opened, Step.CONFIRM, caller, PairingEvent.PairingConfirmed::new);
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), null);
        }
        return pairing;
    }

    String issue(Pairing pairing) {
        var programme = programmes.findById(pairing.programmeId());
        return certificates.issue(new IssueCertificate(
                pairing.id(),
                pairing.region(),
                programme.nameZh(),
                programme.nameEn(),
                pairing.role().name(),
                admission.name(pairing.helperSide(), pairing.helperId()),
                pairing.helperUnit(),
                pairing.validFrom(),
                pairing.validTo()));
    }

    private void requireNoObjection(UUID id) {
        var all = objections.against(id);
        if (all.stream().anyMatch(o -> Objects.equals(o.upheld(), true))) {
            throw OBJECTION_UPHELD.problem();
        }
        var open = all.stream().filter(o -> o.answeredAt() == null).count();
        if (open > 0) {
            throw OBJECTIONS_OPEN.because(new Reason("OPEN", open + " 条异议未答复", open + " objections without an answer"));
        }
    }

    private void requireForm(Pairing pairing) {
        var required = admission.requiredPartners(
                new HelpedSide(pairing.helpedKind(), pairing.helpedId(), null, pairing.region()));
        var live = pairings.liveOf(pairing.helpedId());
        requireEnough(pairing, live);
        var present =
                FormPolicy.departments(live.stream().map(Pairing::helperUnit).toList());
        if (present < required) {
            throw FORM_REQUIRES_PARTNERS.because(new Reason(
                    "DEPARTMENTS",
                    "须至少 %d 个部门，现有 %d 个；请先提出另一部门的结对".formatted(required, present),
                    "At least %d departments, %d at present; propose one of another department first"
                            .formatted(required, present)));
        }
    }

    private void requireEnough(Pairing pairing, List<Pairing> live) {
        var fewest = programmes.findById(pairing.programmeId()).rules().minHelpers();
        var present = live.stream()
                .filter(each -> each.programme().equals(pairing.programme()) && each.coversId() == null)
                .count();
        if (present < fewest) {
            throw PROGRAMME_FORBIDS.because(new Reason(
                    "MIN_HELPERS",
                    "至少 %d 名帮扶责任人，现有 %d 名；请先提出其余结对".formatted(fewest, present),
                    "At least %d helpers, %d at present; propose the others first".formatted(fewest, present)));
        }
    }

    /** Needs the helper's places locked, so that what is proposed for him meanwhile is seen or waits. */
    private void requireEnoughHelped(Pairing pairing, int fewest) {
        var present = pairings.liveByProgramme(List.of(pairing.helperId()))
                .getOrDefault(pairing.helperId(), Map.of())
                .getOrDefault(pairing.programme(), 0L);
        if (present < fewest) {
            throw PROGRAMME_FORBIDS.because(new Reason(
                    "MIN_HELPED",
                    "每方至少帮扶 %d 个对象，现有 %d 个；请先提出其余结对".formatted(fewest, present),
                    "At least %d helped sides for one helper side, %d at present; propose the others first"
                            .formatted(fewest, present)));
        }
    }
}
