package cn.juhui.order.adapter.http.access;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.OrderFilter;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import java.util.Arrays;

/// Who may see which order, and do what with it. Whose an order is never changes, so looking first is safe.
public final class OrderAccess {

    private final Journal<Order, OrderEvent> orders;

    public OrderAccess(Journal<Order, OrderEvent> orders) {
        this.orders = orders;
    }

    /// @throws ProblemException 403 when the caller has none of the roles
    public static void require(Caller caller, Role... roles) {
        if (Arrays.stream(roles).noneMatch(caller::is)) {
            throw ProblemException.forbidden();
        }
    }

    /// @throws ProblemException 404 when there is none, or none for this caller
    public Loaded<Order, OrderEvent> find(String orderId, Caller caller) {
        if (!Ids.isA("ord", orderId)) {
            throw ProblemException.notFound();
        }
        return orders.load(orderId)
                .filter(loaded -> sees(caller, loaded.stored().aggregate()))
                .orElseThrow(ProblemException::notFound);
    }

    private static boolean sees(Caller caller, Order order) {
        var purchase = order.purchase();
        return caller.isSideOf(purchase.customerId(), purchase.merchantId()) || fed(caller, order);
    }

    /// Whether the caller is the storefront that fed the order in.
    static boolean fed(Caller caller, Order order) {
        return caller.is(Role.STOREFRONT) && caller.subject().equals(order.purchase().storefront());
    }

    /// Whether the caller may report shipments and usage.
    public static boolean delivers(Caller caller, Order order) {
        return caller.isMerchant(order.purchase().merchantId()) || fed(caller, order);
    }

    /// In whose name the caller delivers.
    ///
    /// @throws ProblemException 403 when the caller is another side of the order
    public static Actor deliverer(Caller caller, Order order) {
        if (!delivers(caller, order)) {
            throw ProblemException.forbidden();
        }
        return caller.as(
                caller.isMerchant(order.purchase().merchantId()) ? Role.MERCHANT : Role.STOREFRONT);
    }

    /// Whether an agent acts, who may go beyond the customer's self-service (R5); nobody is an agent of their own order.
    public static boolean bySupport(Caller caller, Order order) {
        return caller.is(Role.AGENT) && !caller.isCustomer(order.purchase().customerId());
    }

    /// The orders that the caller may list.
    public static OrderFilter.Scope scope(Caller caller) {
        return new OrderFilter.Scope(
                caller.is(Role.AGENT) || caller.is(Role.OPERATOR),
                caller.is(Role.CUSTOMER) ? caller.subject() : null,
                caller.is(Role.MERCHANT) ? caller.merchantId() : null,
                caller.is(Role.STOREFRONT) ? caller.subject() : null);
    }
}
