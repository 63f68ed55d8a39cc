package cn.juhui.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a card of an order is called: `crd_…`.
public record CardId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CardId {}

    @Override
    public String toString() {
        return value;
    }
}
