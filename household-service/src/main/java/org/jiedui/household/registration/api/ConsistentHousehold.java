package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.Locale;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.Relation;

/** Exactly one head, no person and no year twice. */
@Constraint(validatedBy = ConsistentHousehold.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentHousehold {
    String message() default "INVALID|不符合要求|Invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Notes each fault at its own property. */
    @ApplicationScoped
    class Check implements ConstraintValidator<ConsistentHousehold, RegisterHouseholdRequest> {
        private final TimeSource time;

        Check(TimeSource time) {
            this.time = time;
        }

        @Override
        public boolean isValid(RegisterHouseholdRequest household, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            var valid = true;
            if (household.members() != null && !household.members().isEmpty()) {
                var heads = household.members().stream()
                        .filter(m -> m != null && m.relation() == Relation.HEAD)
                        .count();
                if (heads != 1) {
                    context.buildConstraintViolationWithTemplate(
                                    heads == 0
                                            ? "NO_HEAD|一户必须有户主|There must be a head"
                                            : "TWO_HEADS|一户只能有一位户主|There must be only one head")
                            .addPropertyNode("members")
                            .addConstraintViolation();
                    valid = false;
                }
                valid &= personsOnce(household, context);
            }
            if (household.registeredOn() != null && household.registeredOn().isAfter(time.today())) {
                context.buildConstraintViolationWithTemplate("IN_FUTURE|不得为将来的日期|Must not be in the future")
                        .addPropertyNode("registeredOn")
                        .addConstraintViolation();
                valid = false;
            }
            if (household.incomes() != null) {
                var years = new HashSet<Integer>();
                for (var i = 0; i < household.incomes().size(); i++) {
                    var income = household.incomes().get(i);
                    if (income != null && income.year() != null && !years.add(income.year())) {
                        context.buildConstraintViolationWithTemplate("DUPLICATE|同一年度重复填报|The year appears twice")
                                .addPropertyNode("incomes")
                                .addPropertyNode("year")
                                .inIterable()
                                .atIndex(i)
                                .addConstraintViolation();
                        valid = false;
                    }
                }
            }
            return valid;
        }

        private static boolean personsOnce(RegisterHouseholdRequest household, ConstraintValidatorContext context) {
            var valid = true;
            var numbers = new HashSet<String>();
            for (var i = 0; i < household.members().size(); i++) {
                var member = household.members().get(i);
                if (member != null
                        && member.idNumber() != null
                        && !numbers.add(member.idNumber().toUpperCase(Locale.ROOT))) {
                    context.buildConstraintViolationWithTemplate("DUPLICATE|本户内证件号重复|The person appears twice")
                            .addPropertyNode("members")
                            .addPropertyNode("idNumber")
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                    valid = false;
                }
            }
            return valid;
        }
    }
}
