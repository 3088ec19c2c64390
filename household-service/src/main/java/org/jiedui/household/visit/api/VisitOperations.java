package org.jiedui.household.visit.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.OfflineOperations;
import org.jiedui.household.Roles;
import org.jiedui.household.visit.VisitDraft;
import org.jiedui.household.visit.VisitDrafting;
import org.jiedui.household.visit.VisitRecording;
import org.jiedui.household.visit.VisitRepository;

/** Visits and their drafts, made offline. */
@ApplicationScoped
public class VisitOperations implements OfflineOperations {
    private static final List<String> VISITORS =
            List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);

    private final VisitRepository visits;
    private final VisitRecording recording;
    private final VisitDrafting drafting;
    private final StrictJson json;
    private final ObjectMapper mapper;

    VisitOperations(
            VisitRepository visits,
            VisitRecording recording,
            VisitDrafting drafting,
            StrictJson json,
            ObjectMapper mapper) {
        this.visits = visits;
        this.recording = recording;
        this.drafting = drafting;
        this.json = json;
        this.mapper = mapper;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "RECORD_VISIT",
                        VISITORS,
                        (caller, target, body) -> recorded(recording.record(
                                caller,
                                json.<NoteVisitRequest>read(body, NoteVisitRequest.class)
                                        .toCommand())),
                        null),
                new Kind(
                        "BEGIN_VISIT_DRAFT",
                        VISITORS,
                        (caller, target, body) -> {
                            var read = json.<VisitDraftRequest>read(body, VisitDraftRequest.class);
                            return drafted(
                                    201,
                                    drafting.begin(
                                            caller,
                                            VisitDraftJson.write(mapper, read),
                                            VisitDraftJson.households(read)));
                        },
                        null),
                new Kind(
                        "CHANGE_VISIT_DRAFT",
                        VISITORS,
                        (caller, target, body) -> {
                            var read = json.<VisitDraftRequest>read(body, VisitDraftRequest.class);
                            return drafted(
                                    200,
                                    drafting.change(
                                            caller,
                                            target.require(),
                                            target::match,
                                            VisitDraftJson.write(mapper, read),
                                            VisitDraftJson.households(read)));
                        },
                        this::look),
                new Kind(
                        "RECORD_VISIT_DRAFT",
                        VISITORS,
                        (caller, target, body) -> recorded(drafting.record(
                                caller, target.require(), target::match, text -> VisitDraftJson.command(json, text))),
                        this::look));
    }

    private Present look(Caller caller, UUID id) {
        var draft = visits.requireDraft(caller, id);
        return new Present(draft.version(), VisitDraftView.of(draft, mapper));
    }

    private Outcome drafted(int status, VisitDraft draft) {
        return new Outcome(
                status,
                draft.id(),
                "/api/v1/visits/drafts/" + draft.id(),
                draft.version(),
                VisitDraftView.of(draft, mapper));
    }

    private static Outcome recorded(VisitRecording.Recorded recorded) {
        var id = recorded.visit().id();
        return new Outcome(201, id, "/api/v1/visits/" + id, 0, VisitView.of(recorded));
    }
}
