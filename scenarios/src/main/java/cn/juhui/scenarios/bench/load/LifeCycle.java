package cn.juhui.scenarios.bench.load;

import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// One refund from submit to completed, as its people drive it.
public enum LifeCycle {
    EXPRESS {
        @Override
        Wish order(String customer) {
            return Wish.of(customer, MERCHANT).ofCategory(CATEGORY);
        }

        @Override
        void drive(Door door, String customer, String orderId) {
            awaitCompleted(door, customer, applied(door, customer, orderId));
        }
    },
    REVIEWED {
        @Override
        Wish order(String customer) {
            return Wish.of(customer, MERCHANT).ofCategory(CATEGORY).notExpress();
        }

        @Override
        void drive(Door door, String customer, String orderId) {
            var refund = TopLevel.text(applied(door, customer, orderId), "id");
            var approved =
                    door.post(
                            200,
                            door.people().merchant(MERCHANT),
                            "/v1/refunds/" + refund + "/approve",
                            Map.of(),
                            WAIT);
            awaitCompleted(door, customer, approved);
        }
    };

    /// Of the bench alone: one merchant's express refunds by the second are more than any shop's policy allows.
    public static final String CATEGORY = "BENCH";

    private static final String MERCHANT = "mer_bench";

    /// Until the case leaves its transient state.
    private static final String WAIT = "Prefer: wait=10";

    /// Who waited for that long in vain is patient; asking all the time would be a load of its own.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    abstract Wish order(String customer);

    abstract void drive(Door door, String customer, String orderId);

    /// Places an order, then drives a refund of it to its end.
    ///
    /// @return nanoseconds from submit to completed
    public long run(Door door) {
        var customer = Customers.any();
        var orderId = place(door, customer);
        var start = System.nanoTime();
        drive(door, customer, orderId);
        return System.nanoTime() - start;
    }

    /// @return the order's id
    String place(Door door, String customer) {
        var storefront = door.people().storefront();
        return TopLevel.text(
                door.post(201, storefront, "/v1/orders", order(customer).body()), "id");
    }

    private static String applied(Door door, String customer, String orderId) {
        return door.post(
                201,
                door.people().customer(customer),
                "/v1/refunds",
                Person.application(orderId),
                WAIT);
    }

    /// @param refund as it was answered last
    private static void awaitCompleted(Door door, String customer, String refund) {
        var start = System.nanoTime();
        var now = refund;
        while (!TopLevel.text(now, "status").equals("COMPLETED")) {
            var id = TopLevel.text(now, "id");
            if (System.nanoTime() - start > GIVE_UP.toNanos()) {
                throw new IllegalStateException(id + " is still " + TopLevel.text(now, "status"));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            now = door.get(door.people().customer(customer), "/v1/refunds/" + id);
        }
    }
}
