package cn.juhui.scenarios.bench.load;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import java.time.Duration;
import java.util.Map;

/// One refund from submit to completed, as its people drive it.
public enum LifeCycle {
    EXPRESS {
        @Override
        Wish order(String customer) {
            return Wish.of(customer, "mer_bench").ofCategory(CATEGORY);
        }

        @Override
        void drive(Juhui juhui, String customer, String orderId) {
            var refund = juhui.customer(customer).appliesAndWaits(orderId).expect(201);
            awaitCompleted(juhui, customer, refund.text("id"), refund.text("status"));
        }
    },
    REVIEWED {
        @Override
        Wish order(String customer) {
            return Wish.of(customer, "mer_bench").ofCategory(CATEGORY).notExpress();
        }

        @Override
        void drive(Juhui juhui, String customer, String orderId) {
            var refundId = juhui.customer(customer).appliesAndWaits(orderId).expect(201).text("id");
            var approved =
                    juhui.merchant("mer_bench")
                            .post(
                                    "/v1/refunds/" + refundId + "/approve",
                                    Map.of(),
                                    Map.of("Prefer", "wait=10"))
                            .expect(200);
            awaitCompleted(juhui, customer, refundId, approved.text("status"));
        }
    };

    /// Of the bench alone: one merchant's express refunds by the second are more than any shop's policy allows.
    public static final String CATEGORY = "BENCH";

    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    abstract Wish order(String customer);

    abstract void drive(Juhui juhui, String customer, String orderId);

    /// Places an order, then drives a refund of it to its end.
    ///
    /// @return nanoseconds from submit to completed
    public long run(Juhui juhui) {
        var customer = Customers.any();
        var orderId = juhui.storefront().placesOrder(order(customer)).text("id");
        var start = System.nanoTime();
        drive(juhui, customer, orderId);
        return System.nanoTime() - start;
    }

    private static void awaitCompleted(
            Juhui juhui, String customer, String refundId, String status) {
        var start = System.nanoTime();
        var now = status;
        while (!now.equals("COMPLETED")) {
            if (System.nanoTime() - start > GIVE_UP.toNanos()) {
                throw new IllegalStateException(refundId + " is still " + now);
            }
            now = juhui.customer(customer).seesRefund(refundId).text("status");
        }
    }
}
