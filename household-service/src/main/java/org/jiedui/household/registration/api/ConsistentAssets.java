package org.jiedui.household.registration.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import org.jiedui.household.registration.AssetKind;

/** Each kind once, and OTHER with a note. */
@Constraint(validatedBy = ConsistentAssets.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentAssets {
    String message() default "INVALID|不符合要求|Invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Notes each fault at its own property. */
    class Check implements ConstraintValidator<ConsistentAssets, AssetsRequest> {
        @Override
        public boolean isValid(AssetsRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            var valid = true;
            var seen = EnumSet.noneOf(AssetKind.class);
            for (var i = 0; request.assets() != null && i < request.assets().size(); i++) {
                var asset = request.assets().get(i);
                if (asset == null || asset.kind() == null) {
                    continue;
                }
                if (!seen.add(asset.kind())) {
                    valid = at(context, i, "kind", "DUPLICATE|同一类重复填报|The kind appears twice");
                }
                if (asset.kind() == AssetKind.OTHER
                        && (asset.note() == null || asset.note().isBlank())) {
                    valid = at(context, i, "note", "REMARK_MISSING|选择“其他”时须说明|OTHER needs a note");
                }
            }
            return valid;
        }

        private static boolean at(ConstraintValidatorContext context, int i, String property, String message) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode("assets")
                    .addPropertyNode(property)
                    .inIterable()
                    .atIndex(i)
                    .addConstraintViolation();
            return false;
        }
    }
}
