package org.jiedui.pairing.matching;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What rules know of a possible helper side.
 *
 * @param side {@code PERSON} or {@code TEAM}
 * @param kind code of the kind of helper or organisation
 * @param leaderKind kind of a team's leader, by which the team fits villages; null: its own
 * @param account of the person, or of the team's leader; null when there is none
 * @param unit name of the department
 * @param unitLevel code
 * @param region home division
 * @param serviceRegion division in which it may be paired
 * @param availableTo last day, or null
 * @param places in the asked role
 * @param taken of them on days of the asked term
 * @param tied declared member or relative of the household
 * @param inNeed member of a household in care
 * @param paired with this helped side now
 * @param samePerson as the helped side
 * @param score of the last published evaluation, 0–100, or null
 * @param unfit whether the band of it was the lowest
 * @param languages and dialects; empty: unknown
 * @param former was paired with this helped side before
 * @param wishes how many of the two sides wish for this pairing, 0–2
 * @param absentFrom first day of a long leave, or null
 * @param absentUntil first day back again, or null
 */
public record HelperFacts(
        UUID id,
        String side,
        String kind,
        String leaderKind,
        String account,
        String unit,
        String unitLevel,
        List<String> skills,
        String region,
        String serviceRegion,
        LocalDate availableFrom,
        LocalDate availableTo,
        int places,
        int taken,
        boolean tied,
        boolean inNeed,
        boolean paired,
        boolean samePerson,
        BigDecimal score,
        boolean unfit,
        List<String> languages,
        boolean former,
        int wishes,
        LocalDate absentFrom,
        LocalDate absentUntil) {
    /** The same team with what its members bring along. */
    HelperFacts with(Crew crew, boolean nowTied) {
        return new HelperFacts(
                id,
                side,
                kind,
                crew.leaderKind(),
                account,
                unit,
                unitLevel,
                List.copyOf(crew.skills()),
                region,
                serviceRegion,
                availableFrom,
                availableTo,
                places,
                taken,
                nowTied,
                inNeed,
                paired,
                samePerson,
                score,
                unfit,
                List.copyOf(crew.languages()),
                former,
                wishes,
                absentFrom,
                absentUntil);
    }

    /** The same helper as seen from one helped side. */
    public HelperFacts towards(boolean nowTied, boolean nowPaired, boolean once, int wished) {
        return towards(nowTied, nowPaired, samePerson, once, wished);
    }

    /** The same helper as seen from one helped side, which may be himself. */
    HelperFacts towards(boolean nowTied, boolean nowPaired, boolean self, boolean once, int wished) {
        return facts(taken, nowTied, inNeed, nowPaired, self, once, wished);
    }

    /** The same helper, who is in need himself. */
    HelperFacts needy() {
        return facts(taken, tied, true, paired, samePerson, former, wishes);
    }

    /** The same helper with so many places taken. */
    HelperFacts taking(int places) {
        return places == taken ? this : facts(places, tied, inNeed, paired, samePerson, former, wishes);
    }

    private HelperFacts facts(
            int nowTaken, boolean nowTied, boolean needy, boolean nowPaired, boolean self, boolean once, int wished) {
        return new HelperFacts(
                id,
                side,
                kind,
                leaderKind,
                account,
                unit,
                unitLevel,
                skills,
                region,
                serviceRegion,
                availableFrom,
                availableTo,
                places,
                nowTaken,
                nowTied,
                needy,
                nowPaired,
                self,
                score,
                unfit,
                languages,
                once,
                wished,
                absentFrom,
                absentUntil);
    }
}
