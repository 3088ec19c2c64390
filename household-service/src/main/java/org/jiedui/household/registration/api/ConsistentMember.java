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
import java.time.LocalDate;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.IdNumber;

/** A person's number, birth date and sex fit each other, and nobody is born tomorrow. */
@Constraint(validatedBy = ConsistentMember.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentMember {
    String message() default "INVALID|不符合要求|Invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Notes each fault at its own property. */
    @ApplicationScoped
    class Check implements ConstraintValidator<ConsistentMember, MemberRequest> {
        /** Years; a number that fits its check digit (GB 11643) is believed further back. */
        private static final int OLDEST = 130;

        private final TimeSource time;

        Check(TimeSource time) {
            this.time = time;
        }

        @Override
        public boolean isValid(MemberRequest member, ConstraintValidatorContext context) {
            if (member == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            var found = new Found(context);
            var today = time.today();
            if (member.idNumber() == null) {
                if (member.birthDate() == null) {
                    found.at("birthDate", "REQUIRED", "无证件号时必填", "Required without an identity number");
                }
                if (member.sex() == null) {
                    found.at("sex", "REQUIRED", "无证件号时必填", "Required without an identity number");
                }
            } else {
                number(member, today, found);
            }
            if (member.birthDate() != null && member.birthDate().isAfter(today)) {
                found.at("birthDate", "IN_FUTURE", "不得为将来的日期", "Must not be in the future");
            } else if (member.birthDate() != null
                    && member.idNumber() == null
                    && member.birthDate().isBefore(today.minusYears(OLDEST))) {
                found.at("birthDate", "TOO_LONG_AGO", "年龄不得超过 130 岁", "Nobody is older than 130 years");
            }
            if (member.health() != null
                    && member.health().contains(HealthCondition.HEALTHY)
                    && member.health().size() > 1) {
                found.at("health", "EXCLUSIVE", "“健康”不能与其他选项同时选择", "HEALTHY excludes the rest");
            }
            return found.nothing;
        }

        private static void number(MemberRequest member, LocalDate today, Found found) {
            switch (member.idTypeOrDefault()) {
                case RESIDENT_ID -> resident(member.idNumber(), member, today, found);
                case DISABILITY_ID -> {
                    if (member.idNumber().matches("[\\dXx]{18}\\d{2}(\\d{2})?")) {
                        resident(member.idNumber().substring(0, 18), member, today, found);
                    } else {
                        found.at(
                                "idNumber", "FORMAT", "残疾人证号应为 20 或 22 位", "A disability card has 20 or 22 characters");
                    }
                }
                case MILITARY_ID -> {
                    if (!member.idNumber().matches("[\\p{IsHan}A-Za-z\\d-]{4,30}")) {
                        found.at("idNumber", "FORMAT", "军官证号格式错误", "Not the number of a military card");
                    }
                    if (member.birthDate() == null) {
                        found.at("birthDate", "REQUIRED", "必填", "Required");
                    }
                    if (member.sex() == null) {
                        found.at("sex", "REQUIRED", "必填", "Required");
                    }
                }
            }
        }

        private static void resident(String text, MemberRequest member, LocalDate today, Found found) {
            var fault = IdNumber.fault(text, today);
            if (fault != null) {
                found.at("idNumber", fault.name(), fault.zh(), fault.en());
                return;
            }
            var number = new IdNumber(text);
            if (member.birthDate() != null && !member.birthDate().equals(number.birthDate())) {
                found.at("birthDate", "BIRTH_DATE_MISMATCH", "与身份证号不一致", "Differs from the identity number");
            }
            if (member.sex() != null && member.sex() != number.sex()) {
                found.at("sex", "SEX_MISMATCH", "与身份证号不一致", "Differs from the identity number");
            }
        }

        private static final class Found {
            private final ConstraintValidatorContext context;
            private boolean nothing = true;

            Found(ConstraintValidatorContext context) {
                this.context = context;
            }

            void at(String property, String code, String zh, String en) {
                nothing = false;
                context.buildConstraintViolationWithTemplate(code + "|" + zh + "|" + en)
                        .addPropertyNode(property)
                        .addConstraintViolation();
            }
        }
    }
}
