package org.jiedui.household.visit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.visit.RecordVisit;

/** Drafts as JSON: written as they were sent, read as strictly as a visit when they are recorded. */
final class VisitDraftJson {
    private VisitDraftJson() {}

    static String write(ObjectMapper mapper, VisitDraftRequest draft) {
        try {
            return mapper.writeValueAsString(draft);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The households that a draft names, whether as visited or with a problem. */
    static Set<UUID> households(VisitDraftRequest draft) {
        var named = new HashSet<UUID>();
        if (draft != null && draft.householdIds() != null) {
            named.addAll(draft.householdIds());
        }
        if (draft != null && draft.problems() != null) {
            draft.problems().forEach(problem -> named.add(problem.householdId()));
        }
        named.remove(null);
        return named;
    }

    static RecordVisit command(StrictJson json, String draft) {
        return json.<NoteVisitRequest>read(draft.getBytes(StandardCharsets.UTF_8), NoteVisitRequest.class)
                .toCommand();
    }
}
