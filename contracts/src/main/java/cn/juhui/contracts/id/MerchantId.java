package cn.juhui.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a merchant is called: the claim `merchant_id` of their staff's tokens.
public record MerchantId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MerchantId {}

    @Override
    public String toString() {
        return value;
    }
}
