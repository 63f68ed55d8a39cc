package cn.juhui.platform.http.problem;

import cn.juhui.platform.http.problem.ProblemException.InputError;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The order in which a body's members are declared, and lists count: that of the form that somebody filled in. Checks find faults in
/// no order at all.
final class BodyOrder {

    private static final String DIGITS = "[0-9]+";

    private BodyOrder() {}

    /// @param body the record that the body was read into
    static Comparator<InputError> of(Class<?> body) {
        return Comparator.comparing((InputError error) -> place(error.pointer(), body))
                .thenComparing(InputError::pointer)
                .thenComparing(InputError::code)
                .thenComparing(InputError::variant);
    }

    /// Of several errors at one place, the one that tells most: who sends far too much learns how much may come, not what it should look like.
    ///
    /// @param sorted so that errors at one place are next to each other
    static InputError[] onePerPlace(List<InputError> sorted) {
        var telling = new LinkedHashMap<String, InputError>();
        sorted.forEach(error ->
                telling.merge(
                        error.pointer(),
                        error,
                        (one, other) -> one.code().equals("WRONG_FORM") ? other : one));
        return telling.values().toArray(InputError[]::new);
    }

    /// Comparable as text: the place of each step among its neighbours.
    private static String place(String pointer, Type body) {
        var place = new StringBuilder();
        var type = body;
        for (var step : List.of(pointer.split("/")).stream().skip(1).toList()) {
            var position = 0;
            if (step.matches(DIGITS)) {
                position = Integer.parseInt(step);
                type = item(type);
            } else if (type instanceof Class<?> record && record.isRecord()) {
                var members = record.getRecordComponents();
                while (position < members.length && !members[position].getName().equals(step)) {
                    position++;
                }
                type =
                        position < members.length
                                ? members[position].getGenericType()
                                : Object.class;
            } else {
                place.append(step);
                type = item(type);
            }
            place.append("%06d/".formatted(position));
        }
        return place.toString();
    }

    /// Of a list, or of a map.
    private static Type item(Type type) {
        if (type instanceof ParameterizedType several) {
            var arguments = several.getActualTypeArguments();
            return arguments[arguments.length - 1];
        }
        return Object.class;
    }
}
