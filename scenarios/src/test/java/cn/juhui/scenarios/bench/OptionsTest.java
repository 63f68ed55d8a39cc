package cn.juhui.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void nothing_given_is_fifteen_seconds_eight_workers_and_three_rates() {
        assertThat(parse(""))
                .isEqualTo(
                        new Options(
                                Duration.ofSeconds(15),
                                8,
                                List.of(10, 50, 100),
                                false,
                                null,
                                List.of()));
    }

    @Test
    void a_rate_replaces_the_three() {
        assertThat(parse("40 16 25"))
                .isEqualTo(
                        new Options(
                                Duration.ofSeconds(40), 16, List.of(25), false, null, List.of()));
    }

    @Test
    void a_chart_has_rates_of_its_own_unless_one_is_given() {
        assertThat(parse("--chart a.svg 5 --profile"))
                .isEqualTo(
                        new Options(
                                Duration.ofSeconds(5),
                                8,
                                List.of(5, 10, 20, 40, 80),
                                true,
                                Path.of("a.svg"),
                                List.of()));
        assertThat(parse("5 4 30 --chart a.svg").rates()).containsExactly(30);
    }

    @Test
    void stores_are_filled_from_the_smallest_on() {
        assertThat(parse("--stored 1000000,1000 5").stored()).containsExactly(1_000, 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--stored",
                "--stored 0",
                "--stored 1000001",
                "--stored 1,,2",
                "many",
                "0",
                "-1",
                "1.5",
                "1 2 3 4",
                "--chart",
                "--fast",
                "1000000"
            })
    void anything_else_is_refused(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments));
    }

    private static Options parse(String arguments) {
        return Options.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1)));
    }
}
