package org.jiedui.household.quality.api;

import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jiedui.household.quality.QualityRule;
import org.jiedui.household.quality.QualityWarnings;

/** Says in the answer to a write which rules found something new: header {@code Quality-Findings}, codes by comma. */
public class QualityHeader {
    private final QualityWarnings warnings;

    QualityHeader(QualityWarnings warnings) {
        this.warnings = warnings;
    }

    /** Runs after every answer; adds nothing when nothing was found. */
    @ServerResponseFilter
    public void add(ContainerResponseContext response) {
        var rules = response.getStatus() < 300 ? warnings.ofThisRequest() : java.util.Set.<QualityRule>of();
        if (!rules.isEmpty()) {
            response.getHeaders()
                    .putSingle(
                            "Quality-Findings", rules.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
    }
}
