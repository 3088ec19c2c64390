package org.jiedui.gateway.observation;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/**
 * One line per request in category {@code access}: fixed keys, no personal data. The route is the prefix, never the path;
 * query, token, user and addresses are not written at all.
 */
@ApplicationScoped
class AccessLog {
    private static final String CATEGORY = "access";
    private static final org.jboss.logmanager.Logger LOG = org.jboss.logmanager.Logger.getLogger(CATEGORY);
    private static final Logger GATE = Logger.getLogger(CATEGORY);

    void write(Visit visit, int status, long nanos) {
        if (!GATE.isInfoEnabled()) {
            return;
        }
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "request answered", AccessLog.class.getName());
        line.setLoggerName(CATEGORY);
        line.putMdc("method", visit.method());
        line.putMdc("route", visit.route());
        line.putMdc("service", visit.service());
        line.putMdc("status", Integer.toString(status));
        line.putMdc("durationMs", milliseconds(nanos));
        line.putMdc("bytesIn", Long.toString(visit.received()));
        line.putMdc("bytesOut", Long.toString(visit.sent()));
        line.putMdc("client", visit.client());
        line.putMdc("requestId", visit.requestId());
        line.putMdc("traceId", visit.trace().traceId());
        if (visit.refusal() != null) {
            line.putMdc("refusal", visit.refusal());
        }
        LOG.logRaw(line);
    }

    private static String milliseconds(long nanos) {
        long micros = nanos / 1_000;
        long fraction = micros % 1_000;
        return micros / 1_000 + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction;
    }
}
