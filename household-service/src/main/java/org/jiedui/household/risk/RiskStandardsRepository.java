package org.jiedui.household.risk;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.line.PovertyLineRepository;
import org.jiedui.household.region.RegionCode;

/** Questions about rule sets and disasters. Rule sets are public knowledge; disasters are seen by region. */
@ApplicationScoped
public class RiskStandardsRepository implements PanacheRepositoryBase<RiskRuleSet, UUID> {
    /**
     * Lines and rule sets are never removed, and each change of a line or disaster raises its version. Sums and not
     * {@code COUNT(*)}, for which MySQL starts threads that cost more than these few rows.
     */
    private static final String FINGERPRINT = "SELECT CONCAT_WS('|',"
            + " (SELECT SUM(version + 1) FROM poverty_line),"
            + " (SELECT SUM(revision) FROM risk_rule_set),"
            + " (SELECT CONCAT(SUM(version + 1), '-', HEX(MAX(id))) FROM disaster WHERE lifted_on IS NULL))";

    private record Known(String fingerprint, RiskStandards standards) {}

    private final AtomicReference<Known> known = new AtomicReference<>();
    private final DataSource database;
    private final PovertyLineRepository lines;

    RiskStandardsRepository(DataSource database, PovertyLineRepository lines) {
        this.database = database;
        this.lines = lines;
    }

    /**
     * Everything in force on a day. It is kept in memory under a fingerprint that every question compares first: one query,
     * so that a change made through any replica counts for the next question asked of any other.
     */
    public RiskStandards inForce(LocalDate day) {
        var fingerprint = fingerprint();
        var before = known.get();
        if (before != null
                && before.fingerprint().equals(fingerprint)
                && before.standards().day().equals(day)) {
            return before.standards();
        }
        // The fingerprint was read before: at worst newer standards are kept under an older one and read again.
        var standards = read(day);
        known.set(new Known(fingerprint, standards));
        return standards;
    }

    /** Without Hibernate, which would write all that is unsaved before a native query. */
    private String fingerprint() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(FINGERPRINT);
                var row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read what households are measured with", e);
        }
    }

    private RiskStandards read(LocalDate day) {
        var standards = new RiskStandards(day);
        lines.inForce(LineKind.MONITORING, day)
                .forEach(line -> standards.line(line.region(), new RiskStandards.Line(line.id(), line.amount())));
        getEntityManager()
                .createQuery(
                        "from RiskRuleSet r where r.validFrom <= :day and (r.validTo is null or r.validTo >= :day)"
                                + " order by r.validFrom, r.revision",
                        RiskRuleSet.class)
                .setParameter("day", day)
                .getResultList()
                .forEach(set -> standards.rules(set.region(), new RiskStandards.Rules(set.id(), set.thresholds())));
        getEntityManager()
                .createQuery(
                        "from Disaster d where d.liftedOn is null and d.day <= :day"
                                + " and (d.untilDay is null or d.untilDay >= :day) order by d.day, d.id",
                        Disaster.class)
                .setParameter("day", day)
                .getResultList()
                .forEach(d -> standards.disaster(d.region(), new RiskFacts.Declared(d.kind(), d.day())));
        return standards;
    }

    /** Rule sets, filtered; few, so not paged. */
    public List<RiskRuleSet> ruleSets(String region, LocalDate on) {
        var regions = new ArrayList<String>();
        if (region != null) {
            regions.addAll(new RegionCode(region).path());
        }
        regions.add("");
        return getEntityManager()
                .createQuery(
                        "from RiskRuleSet r where (:any = true or r.region in :regions)"
                                + " and (:on is null or (r.validFrom <= :on and (r.validTo is null or r.validTo >= :on)))"
                                + " order by r.region, r.validFrom, r.revision",
                        RiskRuleSet.class)
                .setParameter("any", region == null)
                .setParameter("regions", regions)
                .setParameter("on", on)
                .getResultList();
    }

    /** The highest revision of a region, 0 when there is none. */
    int lastRevision(String region) {
        return getEntityManager()
                .createQuery("select max(r.revision) from RiskRuleSet r where r.region = :region", Integer.class)
                .setParameter("region", region)
                .getResultStream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(0);
    }

    /** Disasters of the caller's region. */
    public KeysetQuery<Disaster> disasters(Caller caller, String regionPattern, Boolean open) {
        var query = new KeysetQuery<>("disasters", Disaster.class, Disaster::id)
                .where("e.region like :visible", java.util.Map.of("visible", caller.regionPrefix() + "%"))
                .whereIf("e.region like :below", "below", regionPattern);
        if (open != null) {
            query.where(open ? "e.liftedOn is null" : "e.liftedOn is not null", java.util.Map.of());
        }
        return query.sortableBy("day", Disaster::day, LocalDate::parse);
    }
}
