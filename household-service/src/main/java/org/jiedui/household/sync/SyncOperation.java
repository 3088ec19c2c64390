package org.jiedui.household.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * One operation made offline.
 *
 * @param id given by the client; the same again is the same operation
 * @param kind of the operation
 * @param target the record that it is about, by the server's id or by one that the client gave; null when it creates one
 * @param clientId the client's own id of the record that it creates, or null
 * @param baseVersion the version on which the client based its change, or null
 * @param body as the resource takes it; may name clients' ids
 */
public record SyncOperation(UUID id, String kind, UUID target, UUID clientId, Long baseVersion, JsonNode body) {}
