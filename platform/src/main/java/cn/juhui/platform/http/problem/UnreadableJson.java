package cn.juhui.platform.http.problem;

import cn.juhui.platform.http.problem.ProblemException.InputError;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// What is wrong with a body that could not be read as what was wanted, and where.
final class UnreadableJson {

    private UnreadableJson() {}

    /// @param cause what the reader threw
    static ProblemException problem(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException u ->
                    ProblemException.invalid(InputError.of(pointer(u), "UNKNOWN_MEMBER"));
            case InputForms.ControlCharactersException c ->
                    ProblemException.invalid(InputError.of(pointer(c), "CONTROL_CHARACTERS"));
            case InputForms.FaultyException f -> ProblemException.invalid(f.at(pointer(f)));
            case InputCoercionException c ->
                    ProblemException.invalid(wholeNumber(pointer(c), c.getTargetType()));
            case InvalidFormatException f when isAName(f) ->
                    ProblemException.invalid(
                            InputError.of(pointer(f) + step(f.getValue()), "UNKNOWN_MEMBER"));
            case MismatchedInputException m
                    when m.getTargetType() != null && m.getTargetType().isEnum() ->
                    ProblemException.invalid(
                            InputError.notOneOf(
                                    pointer(m), List.of(m.getTargetType().getEnumConstants())));
            case MismatchedInputException m when Examples.of(m.getTargetType()) != null ->
                    ProblemException.invalid(
                            InputError.of(
                                            pointer(m),
                                            "WRONG_TYPE",
                                            Objects.requireNonNull(Examples.of(m.getTargetType())))
                                    .as("example"));
            case MismatchedInputException m when m.getTargetType() != null ->
                    ProblemException.invalid(
                            InputError.of(pointer(m), "WRONG_TYPE").as(kind(m.getTargetType())));
            case DatabindException d when !d.getPath().isEmpty() ->
                    ProblemException.invalid(InputError.of(pointer(d), "WRONG_TYPE"));
            case JacksonException j when j instanceof DatabindException ->
                    ProblemException.invalid(InputError.of("", "WRONG_TYPE"));
            case null, default -> ProblemException.of(400, "MALFORMED_JSON");
        };
    }

    /// Whether the name of a map's member is wrong, and not its value: the same exception says both.
    private static boolean isAName(InvalidFormatException e) {
        return e.getOriginalMessage().startsWith("Cannot deserialize Map key");
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        return Collection.class.isAssignableFrom(type) ? "list" : "object";
    }

    private static InputError wholeNumber(String at, @Nullable Class<?> type) {
        var small = type == int.class || type == Integer.class;
        return small
                ? InputError.range(at, Integer.MIN_VALUE, Integer.MAX_VALUE)
                : InputError.range(at, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static String pointer(JacksonException e) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            pointer.append(
                    step(
                            step.getPropertyName() == null
                                    ? step.getIndex()
                                    : step.getPropertyName()));
        }
        return pointer.length() > 200 ? pointer.substring(0, 200) : pointer.toString();
    }

    private static String step(Object name) {
        return "/" + name.toString().replace("~", "~0").replace("/", "~1");
    }
}
