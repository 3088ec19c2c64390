package org.jiedui.household.publicity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.publicity.PublicityRepository.Candidate;
import org.jiedui.household.region.RegionLevel;
import org.jiedui.household.region.RegionRepository;

/**
 * Posts notices, takes objections to them, answers, closes and withdraws (domain HH-17). Each verb is one transaction
 * with an audit entry. Objections to risk cases belong to the risk procedure and are refused here.
 */
@ApplicationScoped
public class Publicising {
    private static final String[] OFFICES = {Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE};

    private final PublicityRepository publicities;
    private final RegionRepository regions;
    private final PublicityConfig config;
    private final AuditTrail audit;
    private final TimeSource time;

    Publicising(
            PublicityRepository publicities,
            RegionRepository regions,
            PublicityConfig config,
            AuditTrail audit,
            TimeSource time) {
        this.publicities = publicities;
        this.regions = regions;
        this.config = config;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Posts what there is: the cases of the village that are in publication, or its measures of a time. Refuses other
     * regions than villages in force, days that are too few, too many or past, and a notice of nothing.
     */
    @Transactional
    public Publicity post(Caller caller, PostPublicity wish) {
        caller.requireRole(OFFICES);
        caller.requireCovers(wish.region());
        var known = regions.byCode(wish.region())
                .filter(region -> region.level() == RegionLevel.VILLAGE && region.inForce(time.today()));
        if (known.isEmpty()) {
            throw HouseholdProblem.UNKNOWN_REGION.problem();
        }
        var from = wish.from() == null ? time.today() : wish.from();
        var contentTo = wish.contentTo() == null ? from : wish.contentTo();
        var contentFrom = wish.contentFrom() == null ? contentTo.minusYears(1) : wish.contentFrom();
        var most = config.entries();
        var candidates = switch (wish.kind()) {
            case RISK_CASES -> publicities.cases(wish.region(), most + 1);
            case MEASURES -> publicities.measures(wish.region(), contentFrom, contentTo, false, most + 1);
            case FUNDS -> publicities.measures(wish.region(), contentFrom, contentTo, true, most + 1);
        };
        if (candidates.isEmpty()) {
            throw HouseholdProblem.NOTHING_TO_PUBLICISE.problem();
        }
        if (candidates.size() > most) {
            throw HouseholdProblem.PUBLICITY_TOO_LONG.because(
                    new Reason("MOST", "至多 " + most + " 条", "At most " + most));
        }
        var until = wish.until() == null ? usualEnd(from, candidates) : wish.until();
        requireDays(from, until);
        var ofMeasures = wish.kind() != PublicityKind.RISK_CASES;
        var posted = new Publicity(
                new PostPublicity(
                        wish.region(),
                        wish.kind(),
                        wish.title() == null ? known.get().name() + wish.kind().zh() + "公示" : wish.title(),
                        wish.place() == null ? "村务公开栏" : wish.place(),
                        wish.contact() == null ? "村民委员会、乡镇人民政府" : wish.contact(),
                        from,
                        until,
                        ofMeasures ? contentFrom : null,
                        ofMeasures ? contentTo : null),
                candidates.size(),
                caller.subject(),
                time.now());
        publicities.persist(posted);
        publicities.insert(posted.id(), entries(candidates));
        publicities.flush();
        note(caller, "PUBLICITY_POSTED", posted, Map.of("kind", posted.kind(), "entries", candidates.size()));
        return posted;
    }

    /** As many days as usual, and no fewer than the risk procedure asks for. */
    private LocalDate usualEnd(LocalDate from, List<Candidate> candidates) {
        var end = from.plusDays(config.days() - 1L);
        for (var candidate : candidates) {
            var last = candidate.publicisedUntil() == null
                    ? end
                    : candidate.publicisedUntil().minusDays(1);
            end = last.isAfter(end) ? last : end;
        }
        return end;
    }

    private void requireDays(LocalDate from, LocalDate until) {
        var wrong = new ArrayList<Violation>();
        if (from.isBefore(time.today())) {
            wrong.add(new Violation("/from", "PAST", "公示不能从过去开始", "A notice cannot begin in the past"));
        }
        if (!PublicityPolicy.longEnough(from, until, config.days())) {
            wrong.add(new Violation(
                    "/until",
                    "OUT_OF_RANGE",
                    "公示期应为 " + config.days() + " 至 60 天",
                    "A notice hangs " + config.days() + " to 60 days"));
        }
        if (!wrong.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(wrong);
        }
    }

    private List<PublicityEntry> entries(List<Candidate> candidates) {
        var entries = new ArrayList<PublicityEntry>(candidates.size());
        for (var candidate : candidates) {
            var name = config.names() == NameStyle.MASKED ? Masks.name(candidate.headName()) : candidate.headName();
            entries.add(new PublicityEntry(
                    entries.size() + 1,
                    candidate.householdId(),
                    candidate.caseId(),
                    candidate.householdNumber(),
                    name,
                    candidate.members(),
                    candidate.matter(),
                    candidate.amount()));
        }
        return entries;
    }

    /** Takes the notice off the wall. */
    @Transactional
    public Publicity withdraw(Caller caller, UUID id, LongConsumer precondition, String reason) {
        var publicity = load(caller, id);
        precondition.accept(publicity.version());
        publicity.withdraw(reason, time.now(), time.today());
        publicities.flush();
        note(caller, "PUBLICITY_WITHDRAWN", publicity, Map.of());
        return publicity;
    }

    /** Ends the matter after its days, when every objection has its answer. */
    @Transactional
    public Publicity close(Caller caller, UUID id, LongConsumer precondition) {
        var publicity = load(caller, id);
        precondition.accept(publicity.version());
        publicity.close(time.now(), time.today());
        publicities.flush();
        note(caller, "PUBLICITY_CLOSED", publicity, Map.of());
        return publicity;
    }

    /** Notes an objection that somebody brought to the office. Those to a risk case are noted at the case. */
    @Transactional
    public Objection object(Caller caller, UUID id, Integer position, String content) {
        var publicity = load(caller, id);
        if (publicity.kind() == PublicityKind.RISK_CASES) {
            throw HouseholdProblem.OBJECTION_AT_CASE.problem();
        }
        if (position != null && (position < 1 || position > publicity.entryCount())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/position", "OUT_OF_RANGE", "没有这一条", "There is no such entry")));
        }
        publicity.objected(time.today());
        var objection = new Objection(id, position, content, caller.subject(), time.now());
        publicities.getEntityManager().persist(objection);
        publicities.flush();
        note(caller, "PUBLICITY_OBJECTED", publicity, Map.of("objection", objection.id()));
        return objection;
    }

    /** Answers an objection, once. */
    @Transactional
    public Objection answer(
            Caller caller, UUID id, UUID objectionId, LongConsumer precondition, boolean upheld, String answer) {
        var publicity = load(caller, id);
        precondition.accept(publicity.version());
        var objection = publicities.objection(id, objectionId).orElseThrow(CommonProblem.NOT_FOUND::problem);
        objection.answer(upheld, answer, caller.subject(), time.now());
        publicity.answered();
        publicities.flush();
        note(caller, "PUBLICITY_ANSWERED", publicity, Map.of("objection", objectionId, "upheld", upheld));
        return objection;
    }

    private Publicity load(Caller caller, UUID id) {
        caller.requireRole(OFFICES);
        var publicity = publicities.require(caller, id);
        caller.requireCovers(publicity.region());
        return publicity;
    }

    private void note(Caller caller, String action, Publicity publicity, Map<String, ?> details) {
        audit.record(caller, action, "publicity", publicity.id(), publicity.region(), details);
    }
}
