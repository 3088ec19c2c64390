package org.jiedui.chassis.web;

import java.util.Arrays;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Violation;

/** Query parameters that take codes of a code list, separated by commas. */
public final class CodeParameter {
    private CodeParameter() {}

    /**
     * The codes that were asked for, empty when the parameter is absent.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code INVALID_REQUEST} with {@code UNKNOWN_CODE} for what is
     *     not in the list
     */
    public static <E extends Enum<E>> List<E> of(Class<E> list, String name, String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(code -> Enum.valueOf(list, code))
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw unknown(name);
        }
    }

    /** The same as names, for columns that hold text. */
    public static <E extends Enum<E>> List<String> names(Class<E> list, String name, String text) {
        return of(list, name, text).stream().map(Enum::name).toList();
    }

    /** The refusal of a code that is not in its list. */
    public static ProblemException unknown(String name) {
        return CommonProblem.INVALID_REQUEST.violations(
                List.of(new Violation("?" + name, "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
    }
}
