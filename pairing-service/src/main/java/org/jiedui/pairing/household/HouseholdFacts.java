package org.jiedui.pairing.household;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Slim copy of {@code household-registered.v1} and {@code household-changed.v1}: what pairing reads of them. */
public record HouseholdFacts(
        UUID householdId,
        String householdNumber,
        String region,
        String type,
        String category,
        boolean stable,
        boolean inCare,
        int members,
        int labour,
        int childrenOutOfSchool,
        boolean selfCare,
        List<String> needs,
        List<String> causes,
        BigDecimal incomePerCapita) {}
