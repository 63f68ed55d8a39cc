package cn.juhui.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a payout is called: `pay_…`.
public record PayoutId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PayoutId {}

    @Override
    public String toString() {
        return value;
    }
}
