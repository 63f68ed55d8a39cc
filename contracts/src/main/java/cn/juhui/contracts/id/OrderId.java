package cn.juhui.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What an order is called: `ord_…`.
public record OrderId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {}

    @Override
    public String toString() {
        return value;
    }
}
