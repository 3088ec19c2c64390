package org.jiedui.notification.webhook.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jiedui.notification.audience.EventType;

/** The name of an event type that the services announce. */
@Constraint(validatedBy = KnownEventType.Check.class)
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownEventType {
    /** Code and words. */
    String message() default "UNKNOWN_CODE|没有此事件类型|No such event type";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Looks into the catalogue. */
    class Check implements ConstraintValidator<KnownEventType, String> {
        @Override
        public boolean isValid(String name, ConstraintValidatorContext context) {
            return name == null || EventType.named(name).isPresent();
        }
    }
}
