package cn.juhui.order.adapter.http.access;

/// How ids and categories are written, wherever order-service is told one.
public final class InputPatterns {

    /// An id of somebody else's: an order number, a customer, a merchant.
    public static final String ID = "[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}";

    public static final int ID_LENGTH = 64;
    public static final String CATEGORY = "[A-Z][A-Z0-9_]{0,39}";
    public static final int CATEGORY_LENGTH = 40;

    /// What a category looks like, for who wrote one wrongly.
    public static final String ONE_CATEGORY = "MEMBERSHIP";

    private InputPatterns() {}
}
