package cn.juhui.contracts;

import static cn.juhui.contracts.ContractFiles.EXAMPLES;
import static cn.juhui.contracts.ContractFiles.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.term.InterventionCause;
import cn.juhui.contracts.wire.EventTypes;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// While a deployment rolls, services of the released version and of this one talk to each other: each must understand the
/// other's events.
class RollingVersionsTest {

    private static final Path RELEASED_EXAMPLES = Path.of("src/test/resources/released-examples");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Iterable<String> types() {
        return ContractFiles.typesIn(RELEASED);
    }

    @Test
    void every_released_event_has_its_example() {
        assertThat(ContractFiles.typesIn(RELEASED_EXAMPLES))
                .isEqualTo(ContractFiles.typesIn(RELEASED));
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_the_released_version_tells_is_understood_today(String type) {
        var released = ContractFiles.json(RELEASED_EXAMPLES.resolve(type + ".json"));
        var record = Objects.requireNonNull(EventTypes.all().get(type), type);

        var event = ContractFiles.JSON.treeToValue(released, record);

        var understood = ContractFiles.parse(ContractFiles.JSON.writeValueAsString(event));
        released.properties()
                .forEach(member ->
                        assertThat(understood.get(member.getKey()))
                                .as(member.getKey())
                                .isEqualTo(member.getValue()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_this_version_tells_is_valid_for_the_released_one(String type) {
        var schema =
                REGISTRY.getSchema(
                        ContractFiles.text(RELEASED.resolve(type + ".json")), InputFormat.JSON);
        var today = ContractFiles.text(EXAMPLES.resolve(type + ".json"));
        assertThat(schema.validate(today, InputFormat.JSON)).isEmpty();
    }

    /// A value that a later version writes is no reason to stop here, where readers can do with what is left of the event.
    @Test
    void a_value_of_tomorrow_is_read_as_one_that_is_not_known() {
        var example = ContractFiles.json(EXAMPLES.resolve("refund.intervention_opened.json"));
        example.put("cause", "OF_TOMORROW");

        var event = ContractFiles.JSON.treeToValue(example, InterventionOpened.class);

        assertThat(event.cause()).isEqualTo(InterventionCause.UNRECOGNIZED);
        assertThat(event.ids().orderNo()).isEqualTo(example.path("orderNo").asString());
    }
}
