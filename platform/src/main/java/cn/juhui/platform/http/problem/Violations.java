package cn.juhui.platform.http.problem;

import cn.juhui.platform.http.problem.ProblemException.InputError;
import jakarta.validation.ConstraintViolation;

/// What the constraints of a body say, as its sender reads it: with what was expected.
public final class Violations {

    private Violations() {}

    /// @param at where the value stands in the body
    public static InputError error(String at, ConstraintViolation<?> violation) {
        var constraint = violation.getConstraintDescriptor();
        var attributes = constraint.getAttributes();
        return switch (constraint.getAnnotation().annotationType().getSimpleName()) {
            case "NotNull", "NotBlank", "NotEmpty" -> InputError.of(at, "REQUIRED");
            case "Size" ->
                    InputError.size(
                            at,
                            violation.getInvalidValue() instanceof CharSequence,
                            (int) attributes.getOrDefault("min", 0),
                            (int) attributes.getOrDefault("max", 0));
            case "Positive" -> InputError.of(at, "OUT_OF_RANGE", 0).as("above");
            case "Min" ->
                    InputError.of(at, "OUT_OF_RANGE", attributes.getOrDefault("value", 0))
                            .as("least");
            case "DecimalMin" ->
                    InputError.of(at, "OUT_OF_RANGE", attributes.getOrDefault("value", "0"))
                            .as(attributes.get("inclusive") == Boolean.TRUE ? "least" : "above");
            case "Max", "DecimalMax" ->
                    InputError.of(at, "OUT_OF_RANGE", attributes.getOrDefault("value", 0))
                            .as("most");
            case "Range" ->
                    InputError.range(
                            at,
                            attributes.getOrDefault("min", 0),
                            attributes.getOrDefault("max", 0));
            default -> form(at, violation.getMessageTemplate());
        };
    }

    /// A pattern's `message` is an example of what would be right: what is wrong is said by the bundles.
    private static InputError form(String at, String message) {
        return message.startsWith("{")
                ? InputError.of(at, "WRONG_FORM")
                : InputError.form(at, message);
    }
}
