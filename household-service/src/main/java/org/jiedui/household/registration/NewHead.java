package org.jiedui.household.registration;

import java.util.Map;
import java.util.UUID;

/**
 * Who becomes the head, and what everybody else is to the new head.
 *
 * @param relations by member; everybody who stays, but the head
 */
public record NewHead(UUID memberId, Map<UUID, Relation> relations) {}
