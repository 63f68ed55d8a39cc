package cn.juhui.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts order-service on its own.
@SpringBootApplication
public class OrderServiceApplication {

    static void main(String[] args) {
        System.setProperty("spring.config.name", "order-service");
        SpringApplication.run(OrderServiceApplication.class, args);
    }
}
