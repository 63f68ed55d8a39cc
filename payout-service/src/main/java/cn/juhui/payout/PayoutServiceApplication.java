package cn.juhui.payout;

import cn.juhui.platform.process.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The money on its way back: payouts, their channels, their open questions.
@SpringBootApplication
public class PayoutServiceApplication {

    public static void main(String[] arguments) {
        ServiceProcess.run("payout-service", PayoutServiceApplication.class, arguments);
    }
}
