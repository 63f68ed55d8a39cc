package cn.juhui.refund;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The refund case: application, review, intervention, payout, history.
@SpringBootApplication
public class RefundServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "refund-service");
        SpringApplication.run(RefundServiceApplication.class, args);
    }
}
