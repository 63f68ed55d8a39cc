package cn.juhui.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.kernel.StoredAs;
import cn.juhui.platform.kernel.StoredName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    record Street(Lamp lamp) {}

    record Lamp(Glow glow) implements StoredAs<FlatLamp> {

        Lamp(FlatLamp flat) {
            this(flat.watts() == null ? new Glow.Dark() : new Glow.Lit(flat.watts()));
        }

        @Override
        public FlatLamp stored() {
            return switch (glow) {
                case Glow.Dark _ -> new FlatLamp(false, null);
                case Glow.Lit(int watts) -> new FlatLamp(true, watts);
            };
        }
    }

    sealed interface Glow {

        record Dark() implements Glow {}

        record Lit(int watts) implements Glow {}
    }

    record FlatLamp(boolean on, @Nullable Integer watts) {}

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

    @Test
    void a_value_that_is_stored_as_another_record_is_read_back_from_it() {
        var dark = Map.<String, Object>of("lamp", Map.of("on", false));
        var lit = Map.<String, Object>of("lamp", Map.of("on", true, "watts", 40));

        assertThat(StateMapper.toTree(new Street(new Lamp(new Glow.Lit(40))))).isEqualTo(lit);
        assertThat(StateMapper.toTree(new Street(new Lamp(new Glow.Dark())))).isEqualTo(dark);
        assertThat(StateMapper.fromTree(lit, Street.class).lamp())
                .isEqualTo(new Lamp(new Glow.Lit(40)));
        assertThat(StateMapper.fromTree(dark, Street.class).lamp())
                .isEqualTo(new Lamp(new Glow.Dark()));
    }
}
