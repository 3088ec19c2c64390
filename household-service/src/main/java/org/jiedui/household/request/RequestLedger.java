package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * The ledger of requests found, handled and solved (HH-13), counted by the database. A complaint counts only where the
 * caller may see it.
 */
@ApplicationScoped
public class RequestLedger {
    private final RequestRepository requests;
    private final TimeSource time;

    RequestLedger(RequestRepository requests, TimeSource time) {
        this.requests = requests;
        this.time = time;
    }

    /**
     * Requests of one division and kind that were opened in a period.
     *
     * @param found all of them
     * @param handled of which were dispatched or answered
     * @param solved of which are solved
     * @param overdue of which are overdue today
     * @param reopened of which came back at least once
     * @param rated of which the asker told his contentment
     * @param satisfaction sum of the contentments
     */
    public record Row(
            String region,
            RequestKind kind,
            long found,
            long handled,
            long solved,
            long overdue,
            long reopened,
            long rated,
            long satisfaction) {}

    /** Rows of the divisions right below {@code region} (of a village itself), opened from {@code from} to {@code to}. */
    public List<Row> of(Caller caller, String region, LocalDate from, LocalDate to) {
        var length = switch (region.length()) {
            case 2 -> 4;
            case 4 -> 6;
            case 6 -> 9;
            default -> 12;
        };
        var query = requests.getEntityManager()
                .createQuery("""
                        select substring(e.region, 1, :length), e.kind, count(e),
                          sum(case when e.state <> OPEN or e.dispatchedAt is not null then 1 else 0 end),
                          sum(case when e.state = SOLVED then 1 else 0 end),
                          sum(case when e.state in (OPEN, DISPATCHED) and e.due < :now then 1 else 0 end),
                          sum(case when e.reopened > 0 then 1 else 0 end),
                          count(e.satisfaction), coalesce(sum(e.satisfaction), 0)
                        from Request e where e.region like :below and e.openedAt >= :from and e.openedAt < :to and\s""" + requests.ofOwn(caller) + " group by 1, 2 order by 1, 2", Object[].class)
                .setParameter("length", length)
                .setParameter("below", region + "%")
                .setParameter("now", time.today())
                .setParameter("from", from.atStartOfDay(time.zone()).toInstant())
                .setParameter("to", to.plusDays(1).atStartOfDay(time.zone()).toInstant());
        requests.visibility(caller).forEach(query::setParameter);
        return query.getResultStream()
                .map(row -> new Row(
                        (String) row[0],
                        (RequestKind) row[1],
                        number(row[2]),
                        number(row[3]),
                        number(row[4]),
                        number(row[5]),
                        number(row[6]),
                        number(row[7]),
                        number(row[8])))
                .toList();
    }

    private static long number(Object figure) {
        return figure == null ? 0 : ((Number) figure).longValue();
    }
}
