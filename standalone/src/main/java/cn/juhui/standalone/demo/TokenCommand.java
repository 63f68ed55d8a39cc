package cn.juhui.standalone.demo;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `./juhui token SUBJECT ROLE[,ROLE] [MERCHANT_ID]`: prints a bearer token and nothing else, so that it fits into `$(…)`.
final class TokenCommand {

    private static final List<String> ROLES =
            List.of("CUSTOMER", "MERCHANT", "AGENT", "OPERATOR", "STOREFRONT");

    private static final String USAGE =
            """
            用法 · Usage: ./juhui token SUBJECT ROLE[,ROLE] [MERCHANT_ID]
              ROLE: %s
              例如 · such as: ./juhui token cus_alice CUSTOMER · ./juhui token mer_staff MERCHANT mer_guoka_shop\
            """
                    .formatted(String.join(" ", ROLES));

    private TokenCommand() {}

    public static void main(String[] args) {
        String wrong = wrong(args);
        if (wrong != null) {
            System.err.println(wrong + USAGE);
            System.exit(2);
        }
        String subject = args.length > 0 ? args[0] : "cus_alice";
        List<String> roles = args.length > 1 ? roles(args[1]) : List.of("CUSTOMER");
        try {
            Api api = new Api(Demo.platform(System.getenv()));
            System.out.println(
                    api.person(subject, subject, roles, args.length > 2 ? args[2] : null).token());
        } catch (DemoFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static List<String> roles(String list) {
        return List.of(list.toUpperCase(Locale.ROOT).split(",", -1));
    }

    /// A line about what is wrong with the arguments, empty when there is only nothing to do; null when all is well.
    private static @Nullable String wrong(String[] args) {
        if (args.length == 1 || args.length > 3) {
            return "";
        }
        if (args.length > 0 && !args[0].matches("[A-Za-z0-9._-]{1,64}")) {
            return "SUBJECT 须为 1 至 64 个字母、数字或 . _ - · SUBJECT must be 1 to 64 letters, digits or . _ -\n";
        }
        List<String> roles = args.length > 1 ? roles(args[1]) : List.of();
        for (String role : roles) {
            if (!ROLES.contains(role)) {
                return "没有这个角色 · There is no such role: " + role + "\n";
            }
        }
        if (roles.contains("MERCHANT") && args.length < 3) {
            return "MERCHANT 须给出商家编号 · MERCHANT needs a MERCHANT_ID\n";
        }
        return null;
    }
}
