package org.jiedui.pairing.mentee.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.mentee.Mentee;

/** A mentee; the phone is masked. */
public record MenteeView(
        UUID id,
        String name,
        String phone,
        String account,
        String post,
        String unit,
        UnitLevel unitLevel,
        List<String> goals,
        String goalText,
        String region,
        UUID promotedHelperId,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of a mentee. */
    public static MenteeView of(Mentee mentee) {
        return new MenteeView(
                mentee.id(),
                mentee.name().clear(),
                mentee.phone() == null ? null : Masks.phone(mentee.phone().clear()),
                mentee.account(),
                mentee.post(),
                mentee.unit(),
                mentee.unitLevel(),
                mentee.goals(),
                mentee.goalText(),
                mentee.region(),
                mentee.promotedHelperId(),
                mentee.createdAt(),
                mentee.updatedAt(),
                mentee.version());
    }
}
