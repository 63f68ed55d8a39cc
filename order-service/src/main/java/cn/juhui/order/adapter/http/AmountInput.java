package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Money;
import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An amount as it comes in: minor units of the order's currency (`9900`) or money (`{"value": 9900, "currency": "CNY"}`).
///
/// @param currency null for the order's
record AmountInput(long value, @Nullable String currency) {

    /// @throws IllegalArgumentException for anything else, or an amount out of range
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AmountInput of(JsonNode json) {
        if (json.isObject()) {
            var currency = json.get("currency");
            if (json.size() != 2 || currency == null || !currency.isString()) {
                throw new IllegalArgumentException("Not money");
            }
            return checked(json.get("value"), currency.stringValue());
        }
        return checked(json, null);
    }

    private static AmountInput checked(@Nullable JsonNode value, @Nullable String currency) {
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("Not an amount in minor units");
        }
        var money = new Money(value.longValue(), currency == null ? "CNY" : currency);
        return new AmountInput(money.value(), currency);
    }

    Money in(String orderCurrency) {
        return new Money(value, currency == null ? orderCurrency : currency);
    }
}
