package cn.juhui.platform.testkit.planted.domain;

import java.time.Instant;
import org.springframework.context.ApplicationContext;

/// Breaks two rules: it knows Spring, and it looks at the clock.
record WishfulAggregate(ApplicationContext spring) {

    Instant now() {
        return Instant.now();
    }
}
