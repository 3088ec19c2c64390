package org.jiedui.pairing.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.pairing.CodeValue;
import org.jiedui.pairing.activity.Activity;
import org.jiedui.pairing.activity.Method;
import org.jiedui.pairing.helper.ConflictKind;
import org.jiedui.pairing.helper.ElderKind;
import org.jiedui.pairing.helper.HelperKind;
import org.jiedui.pairing.helper.MentorSource;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.helper.UnitType;
import org.jiedui.pairing.matching.VillageTrait;
import org.jiedui.pairing.organisation.MemberRole;
import org.jiedui.pairing.organisation.OrganisationKind;
import org.jiedui.pairing.pairing.ChangeRequest;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.PairingState;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.programme.Form;

/** The code lists of this service, by name in kebab case. */
public final class CodeLists {
    private static final Map<String, List<? extends CodeValue>> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry("change-request-state", List.of(ChangeRequest.State.values())),
            Map.entry("change-request-wish", List.of(ChangeRequest.Wish.values())),
            Map.entry("conflict-kind", List.of(ConflictKind.values())),
            Map.entry("elder-kind", List.of(ElderKind.values())),
            Map.entry("form", List.of(Form.values())),
            Map.entry("helped-kind", List.of(HelpedKind.values())),
            Map.entry("helper-kind", List.of(HelperKind.values())),
            Map.entry("homework-grade", List.of(Activity.Grade.values())),
            Map.entry("member-role", List.of(MemberRole.values())),
            Map.entry("mentor-source", List.of(MentorSource.values())),
            Map.entry("method", List.of(Method.values())),
            Map.entry("organisation-kind", List.of(OrganisationKind.values())),
            Map.entry("pairing-reason", List.of(PairingReason.values())),
            Map.entry("pairing-state", List.of(PairingState.values())),
            Map.entry("role", List.of(Role.values())),
            Map.entry("side-kind", List.of(SideKind.values())),
            Map.entry("unit-level", List.of(UnitLevel.values())),
            Map.entry("unit-type", List.of(UnitType.values())),
            Map.entry("village-trait", List.of(VillageTrait.values()))));

    private CodeLists() {}

    /** Names of all lists. */
    public static List<String> names() {
        return List.copyOf(LISTS.keySet());
    }

    /** The values of a list in their order, or null when there is no such list. */
    public static List<? extends CodeValue> list(String name) {
        return LISTS.get(name);
    }
}
