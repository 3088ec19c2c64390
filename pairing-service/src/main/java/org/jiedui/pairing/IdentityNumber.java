package org.jiedui.pairing;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.LocalDate;

/** An 18-digit identity number with a real birth date and a right check digit (GB 11643-1999); null is fine. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = IdentityNumber.Check.class)
public @interface IdentityNumber {
    /** {@code CODE|Chinese|English}. */
    String message() default "CHECKSUM|身份证号不正确|Not a valid identity number";

    /** Validation groups. */
    Class<?>[] groups() default {};

    /** Payload. */
    Class<? extends Payload>[] payload() default {};

    /** Carries it out. */
    class Check implements ConstraintValidator<IdentityNumber, String> {
        private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

        @Override
        public boolean isValid(String number, ConstraintValidatorContext context) {
            if (number == null) {
                return true;
            }
            if (!number.matches("\\d{17}[\\dXx]")) {
                return false;
            }
            try {
                LocalDate.of(
                        Integer.parseInt(number.substring(6, 10)),
                        Integer.parseInt(number.substring(10, 12)),
                        Integer.parseInt(number.substring(12, 14)));
            } catch (DateTimeException e) {
                return false;
            }
            var sum = 0;
            for (var i = 0; i < 17; i++) {
                sum += (number.charAt(i) - '0') * WEIGHTS[i];
            }
            return "10X98765432".charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
        }
    }
}
