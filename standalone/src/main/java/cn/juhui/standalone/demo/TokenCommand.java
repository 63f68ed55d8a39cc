package cn.juhui.standalone.demo;

import java.util.List;
import java.util.Locale;

/// `./juhui token SUBJECT ROLE[,ROLE] [MERCHANT_ID]`: prints a bearer token and nothing else, so that it fits into `$(…)`.
final class TokenCommand {

    private TokenCommand() {}

    public static void main(String[] args) {
        if (args.length == 1 || args.length > 3) {
            System.err.println(
                    "./juhui token SUBJECT ROLE[,ROLE] [MERCHANT_ID]   ROLE: CUSTOMER MERCHANT AGENT OPERATOR STOREFRONT");
            System.exit(2);
        }
        String subject = args.length > 0 ? args[0] : "cus_alice";
        List<String> roles =
                args.length > 1
                        ? List.of(args[1].toUpperCase(Locale.ROOT).split(",", -1))
                        : List.of("CUSTOMER");
        try {
            Api api = new Api(Demo.platform(System.getenv()));
            System.out.println(
                    api.person(subject, subject, roles, args.length > 2 ? args[2] : null).token());
        } catch (DemoFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
