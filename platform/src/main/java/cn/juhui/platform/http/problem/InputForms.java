package cn.juhui.platform.http.problem;

import cn.juhui.contracts.money.Money;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Limits;
import cn.juhui.platform.kernel.Writing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.ext.javatime.deser.DurationDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// What texts, instants and durations may look like in JSON that comes in. A text has no control characters but tab and line
/// breaks, no half of a surrogate pair, and no mark that turns the direction of what follows: a store, a table or a reader would see something else
/// than was sent. Instants and durations
/// are ISO 8601 texts, never numbers, whose unit would be a guess; an instant lies in years that we can keep ([Limits]).
public final class InputForms extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public InputForms() {
        super("input-forms");
        addDeserializer(String.class, new CleanText());
        addDeserializer(Instant.class, new Within());
        addDeserializer(Money.class, new AnAmount());
        addDeserializer(
                Duration.class, new TextOnly<>(Duration.class, DurationDeserializer.INSTANCE));
    }

    /// A value that can be read and can't be, with what it should be.
    static final class FaultyException extends InvalidFormatException {

        private static final long serialVersionUID = 1L;

        private final transient UnaryOperator<InputError> fault;

        FaultyException(JsonParser json, UnaryOperator<InputError> fault) {
            super(json, "Faulty", "", Object.class);
            this.fault = fault;
        }

        InputError at(String pointer) {
            return fault.apply(InputError.of(pointer, ""));
        }
    }

    /// Ends the reading of a body with `OUT_OF_RANGE`, where it stands.
    public static RuntimeException outOfRange(JsonParser json, Object lowest, Object highest) {
        return new FaultyException(json, at -> InputError.range(at.pointer(), lowest, highest));
    }

    /// Money, and where exactly it is none.
    private static final class AnAmount extends StdDeserializer<Money> {

        private record Written(@Nullable Long value, @Nullable String currency) {}

        AnAmount() {
            super(Money.class);
        }

        @Override
        public @Nullable Money deserialize(JsonParser json, DeserializationContext context) {
            var written = context.readValue(json, Written.class);
            var value = written.value();
            var currency = written.currency();
            if (value == null) {
                throw faulty(json, "value", at -> InputError.of(at.pointer(), "REQUIRED"));
            }
            if (currency == null) {
                throw faulty(json, "currency", at -> InputError.of(at.pointer(), "REQUIRED"));
            }
            if (value < 0 || value > Money.MAX_VALUE) {
                throw faulty(
                        json, "value", at -> InputError.range(at.pointer(), 0, Money.MAX_VALUE));
            }
            if (!currency.matches("[A-Z]{3}")) {
                throw faulty(json, "currency", at -> InputError.form(at.pointer(), "CNY"));
            }
            return new Money(value, currency);
        }

        private static FaultyException faulty(
                JsonParser json, String member, UnaryOperator<InputError> fault) {
            var faulty = new FaultyException(json, fault);
            faulty.prependPath(new JacksonException.Reference(Money.class, member));
            return faulty;
        }
    }

    private static final class Within extends TextOnly<Instant> {

        Within() {
            super(Instant.class, InstantDeserializer.INSTANT);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
            var instant = super.deserialize(json, context);
            if (instant != null && !Limits.holds(instant)) {
                throw outOfRange(json, Limits.EARLIEST, Limits.LATEST);
            }
            return instant;
        }
    }

    /// A text with characters that nobody types.
    static final class ControlCharactersException extends InvalidFormatException {

        private static final long serialVersionUID = 1L;

        ControlCharactersException(JsonParser json) {
            super(json, "Control characters", "", String.class);
        }
    }

    private static final class CleanText extends StdDeserializer<String> {

        CleanText() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(json, context);
            if (text != null && !isClean(text)) {
                throw new ControlCharactersException(json);
            }
            return text;
        }
    }

    /// Whether a text may come in at all, by whichever door.
    public static boolean isClean(String text) {
        return text.codePoints()
                .allMatch(c ->
                        switch (Character.getType(c)) {
                            case Character.CONTROL -> c == '\t' || c == '\n' || c == '\r';
                            case Character.SURROGATE -> false;
                            case Character.FORMAT -> !Writing.turnsDirection(c);
                            default -> true;
                        });
    }

    private static class TextOnly<T> extends StdDeserializer<T> {

        private final ValueDeserializer<T> ofText;

        TextOnly(Class<T> type, ValueDeserializer<T> ofText) {
            super(type);
            this.ofText = ofText;
        }

        /// A number in quotes is a number, too.
        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            if (json.hasToken(JsonToken.VALUE_STRING)
                    && json.getString().chars().anyMatch(Character::isLetter)) {
                return ofText.deserialize(json, context);
            }
            @SuppressWarnings("unchecked")
            var wrong = (T) context.handleUnexpectedToken(getValueType(context), json);
            return wrong;
        }
    }
}
