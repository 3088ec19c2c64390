package org.jiedui.pairing.helper.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.pairing.helper.ElderKind;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperKind;
import org.jiedui.pairing.helper.MentorSource;
import org.jiedui.pairing.helper.Places;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.helper.UnitType;

/** A helper; the phone is masked, the identity number is not known. */
public record HelperView(
        UUID id,
        HelperKind kind,
        String name,
        String phone,
        String account,
        String unit,
        UnitLevel unitLevel,
        UnitType unitType,
        MentorSource mentorSource,
        ElderKind elderKind,
        List<String> skills,
        List<String> languages,
        String education,
        Integer birthYear,
        String region,
        String serviceRegion,
        LocalDate availableFrom,
        LocalDate availableTo,
        List<Places> capacity,
        UUID originMenteeId,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of a helper with its places. */
    public static HelperView of(Helper helper, List<Places> capacity) {
        return new HelperView(
                helper.id(),
                helper.kind(),
                helper.name().clear(),
                helper.phone() == null ? null : Masks.phone(helper.phone().clear()),
                helper.account(),
                helper.unit(),
                helper.unitLevel(),
                helper.unitType(),
                helper.mentorSource(),
                helper.elderKind(),
                helper.skills(),
                helper.languages(),
                helper.education(),
                helper.birthYear(),
                helper.region(),
                helper.serviceRegion(),
                helper.availableFrom(),
                helper.availableTo(),
                capacity == null ? List.of() : capacity,
                helper.originMenteeId(),
                helper.createdAt(),
                helper.updatedAt(),
                helper.version());
    }
}
