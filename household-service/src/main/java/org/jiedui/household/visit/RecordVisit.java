package org.jiedui.household.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.household.request.OpenRequest;

/**
 * Command: note a visit.
 *
 * @param households all that were visited, at least one
 * @param problems what was found, to become requests; their household is one of those visited
 */
public record RecordVisit(
        List<UUID> households,
        LocalDate day,
        VisitManner manner,
        boolean reached,
        String content,
        List<OpenRequest> problems) {}
