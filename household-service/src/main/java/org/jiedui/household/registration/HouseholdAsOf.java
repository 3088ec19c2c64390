package org.jiedui.household.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;

/**
 * A household as it was at the end of a past day (HH-03): its fields by the field history, its members by their stays.
 * What is known now of a day counts, so a change that was recorded late is in its place. Personal data is masked; names
 * are as they are now, unless they changed since, then masked.
 */
@ApplicationScoped
public class HouseholdAsOf {
    private final HouseholdRepository households;
    private final FieldHistory history;
    private final ObjectMapper mapper;
    private final TimeSource time;

    HouseholdAsOf(HouseholdRepository households, FieldHistory history, ObjectMapper mapper, TimeSource time) {
        this.households = households;
        this.history = history;
        this.mapper = mapper;
        this.time = time;
    }

    /** The household as it is now, and as it was. */
    public record Past(Household now, HouseholdSnapshot then) {}

    /**
     * The household on a day, with the members who lived there then; {@code NOT_FOUND} before the first day of its file
     * or when it is not visible now.
     */
    public Past on(Caller caller, UUID id, LocalDate day) {
        var household = households.require(caller, id);
        if (day.isAfter(time.today())) {
            throw Codes.invalid("asOf", "IN_FUTURE", "不得为将来的日期", "Must not be in the future");
        }
        if (day.isBefore(household.registeredOn(time.zone()))) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        ObjectNode present = mapper.valueToTree(HouseholdSnapshot.of(household));
        var past = FieldHistory.asOf(present, history.all(id), day);
        try {
            var then = mapper.treeToValue(past, HouseholdSnapshot.class)
                    .on(
                            day,
                            household.members().stream()
                                    .collect(Collectors.toMap(
                                            Member::id, HouseholdAsOf::names, (a, b) -> a, LinkedHashMap::new)));
            return new Past(household, then);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read the history of household " + id, e);
        }
    }

    private static HouseholdSnapshot.Names names(Member member) {
        return new HouseholdSnapshot.Names(
                Masks.name(member.name()), member.name(), member.joinedOn(), member.departedOn());
    }
}
