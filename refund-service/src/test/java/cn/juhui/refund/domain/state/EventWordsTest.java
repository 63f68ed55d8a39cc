package cn.juhui.refund.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The words of the contract that the case says are the case's own, and no others.
class EventWordsTest {

    static Stream<Method> tables() {
        return Arrays.stream(EventWords.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_word_of_the_contract_is_said(Method table) throws Exception {
        var said = Stream.<Object>builder();
        for (var word : table.getParameterTypes()[0].getEnumConstants()) {
            said.add(table.invoke(null, word));
        }
        assertThat(said.build())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(table.getReturnType().getEnumConstants())
                                .filter(word -> !isForReadersOnly((Enum<?>) word))
                                .map(Object.class::cast)
                                .toList());
    }

    private static boolean isForReadersOnly(Enum<?> word) {
        try {
            return word.getDeclaringClass()
                    .getField(word.name())
                    .isAnnotationPresent(JsonEnumDefaultValue.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
