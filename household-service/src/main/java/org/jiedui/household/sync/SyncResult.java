package org.jiedui.household.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jiedui.chassis.problem.ProblemBody;

/**
 * What came of one operation.
 *
 * @param id of the operation
 * @param status HTTP status that the resource would have answered
 * @param replayed whether the operation had come before and this is its first result
 * @param clientId the client's id of the record created
 * @param resourceId the server's id of the record
 * @param location its address
 * @param version its version
 * @param body the record as it is now
 * @param problem why it was refused
 * @param conflict both versions when the base version is stale
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncResult(
        UUID id,
        int status,
        boolean replayed,
        UUID clientId,
        UUID resourceId,
        String location,
        Long version,
        JsonNode body,
        ProblemBody problem,
        Conflict conflict) {
    /**
     * Both versions.
     *
     * @param baseVersion of the client
     * @param client what the client wanted
     * @param serverVersion the present one
     * @param server what is there now
     */
    public record Conflict(Long baseVersion, JsonNode client, long serverVersion, JsonNode server) {}

    SyncResult again() {
        return new SyncResult(id, status, true, clientId, resourceId, location, version, body, problem, conflict);
    }
}
