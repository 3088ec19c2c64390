package org.jiedui.household.plan;

import java.time.LocalDate;
import java.util.List;
import org.jiedui.chassis.value.Money;

/** Command: note a measure. */
public record TakeMeasure(
        MeasureCategory category,
        String title,
        Money amount,
        FundsSource funds,
        LocalDate from,
        LocalDate to,
        String provider,
        String result,
        List<MeasureTag> tags) {}
