package org.jiedui.household.registration;

import org.jiedui.chassis.value.Money;

/**
 * What somebody works at for wages, as far as it is known; all of it may be null but the place.
 *
 * @param employer name of the enterprise or office; no person's
 * @param months of the last twelve, 0 to 12
 * @param monthlyWage yuan
 */
public record Work(WorkPlace place, String employer, Integer months, Money monthlyWage, WorkChannel channel) {}
