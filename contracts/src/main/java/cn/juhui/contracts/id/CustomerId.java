package cn.juhui.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a customer is called: the subject of their tokens.
public record CustomerId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CustomerId {}

    @Override
    public String toString() {
        return value;
    }
}
