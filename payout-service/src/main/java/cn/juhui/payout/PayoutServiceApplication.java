package cn.juhui.payout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The money on its way back: payouts, their channels, their open questions.
@SpringBootApplication
public class PayoutServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "payout-service");
        SpringApplication.run(PayoutServiceApplication.class, args);
    }
}
