package cn.juhui.evidence;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// What the sides of a case put into its file.
@SpringBootApplication
public class EvidenceServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "evidence-service");
        SpringApplication.run(EvidenceServiceApplication.class, args);
    }
}
