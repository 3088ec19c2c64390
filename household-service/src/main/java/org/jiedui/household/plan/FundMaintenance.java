package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Roles;

/** Enters and corrects funds; county and province, in their region. Each verb is one transaction with an audit entry. */
@ApplicationScoped
public class FundMaintenance {
    private final FundRepository funds;
    private final AuditTrail audit;
    private final TimeSource time;

    FundMaintenance(FundRepository funds, AuditTrail audit, TimeSource time) {
        this.funds = funds;
        this.audit = audit;
        this.time = time;
    }

    /** Enters a fund; one name per division and year, else {@code DUPLICATE}. */
    @Transactional
    public Fund enter(Caller caller, String name, FundsSource source, String region, int year, Money total) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        caller.requireCovers(region);
        var fund = new Fund(name, source, region, year, total, caller.subject(), time.now());
        funds.persistAndFlush(fund);
        audit.record(caller, "FUND_ENTERED", "fund", fund.id(), region, Map.of("total", total));
        return fund;
    }

    /** Corrects name and total; not below what is allocated. */
    @Transactional
    public Fund correct(Caller caller, UUID id, LongConsumer precondition, String name, Money total) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        var fund = funds.require(caller, id);
        if (!caller.covers(fund.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        precondition.accept(fund.version());
        var before = fund.total();
        fund.correct(name, total);
        funds.flush();
        audit.record(caller, "FUND_CORRECTED", "fund", id, fund.region(), Map.of("from", before, "to", total));
        return fund;
    }
}
