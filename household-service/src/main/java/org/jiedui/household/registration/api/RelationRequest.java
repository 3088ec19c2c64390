package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.household.registration.Relation;

/** What a member is to the head. */
@Schema(name = "MemberRelation")
public record RelationRequest(
        @NotNull UUID memberId, @NotNull Relation relation) {
    /** By member; refuses a member who is named twice. */
    static Map<UUID, Relation> byMember(String property, List<RelationRequest> relations) {
        if (relations == null) {
            return Map.of();
        }
        if (relations.stream().map(RelationRequest::memberId).distinct().count() != relations.size()) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/" + property, "DUPLICATE", "成员重复", "A member is named twice")));
        }
        return relations.stream().collect(Collectors.toMap(RelationRequest::memberId, RelationRequest::relation));
    }
}
