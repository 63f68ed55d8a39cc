package cn.juhui.order.adapter.http;

import cn.juhui.contracts.money.Money;
import cn.juhui.platform.http.problem.InputForms;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/// An amount as it comes in: minor units of the order's currency (`9900`) or money (`{"value": 9900, "currency": "CNY"}`).
///
/// @param currency null for the order's
@JsonDeserialize(using = AmountInput.Form.class)
public record AmountInput(long value, @Nullable String currency) {

    static final class Form extends StdDeserializer<AmountInput> {

        Form() {
            super(AmountInput.class);
        }

        @Override
        public AmountInput deserialize(JsonParser json, DeserializationContext context) {
            if (json.hasToken(JsonToken.START_OBJECT)) {
                var money = context.readValue(json, Money.class);
                return new AmountInput(money.value(), money.currency());
            }
            var value = context.readValue(json, long.class);
            if (value < 0 || value > Money.MAX_VALUE) {
                throw InputForms.outOfRange(json, 0, Money.MAX_VALUE);
            }
            return new AmountInput(value, null);
        }
    }

    public Money in(String orderCurrency) {
        return new Money(value, currency == null ? orderCurrency : currency);
    }
}
