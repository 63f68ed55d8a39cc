package cn.juhui.order.domain.express;

/// One side of an order, as the risk limits see it.
public record Party(Kind kind, String id) {

    public enum Kind {
        CUSTOMER,
        MERCHANT
    }

    public static Party customer(String id) {
        return new Party(Kind.CUSTOMER, id);
    }

    public static Party merchant(String id) {
        return new Party(Kind.MERCHANT, id);
    }
}
