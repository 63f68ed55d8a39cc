package cn.juhui.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.kernel.StoredName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateMapperTest {

    record Crossing(Light light) {}

    sealed interface Light {

        /// Its class was called otherwise once.
        @StoredName("Red")
        record Stop(int seconds) implements Light {}

        @StoredName("Green")
        record Go() implements Light {}
    }

    record Gate(Door door) {}

    sealed interface Door {

        @StoredName("Shut")
        record Shut() implements Door {}

        record Open() implements Door {}
    }

    @Test
    void a_state_is_stored_under_its_name_whatever_its_class_is_called() {
        var tree = Map.<String, Object>of("light", Map.of("is", "Red", "seconds", 3));

        assertThat(StateMapper.toTree(new Crossing(new Light.Stop(3)))).isEqualTo(tree);
        assertThat(StateMapper.fromTree(tree, Crossing.class).light()).isEqualTo(new Light.Stop(3));
    }

    @Test
    void a_state_without_a_name_is_not_stored() {
        assertThatThrownBy(() -> StateMapper.toTree(new Gate(new Door.Shut())))
                .hasMessageContaining("Door$Open")
                .hasMessageContaining("@StoredName");
    }
}
