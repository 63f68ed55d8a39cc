package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Names;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling.CostBearer;
import cn.juhui.refund.domain.state.Ruling.Kind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What callers may send. The `message` of a pattern is an example of what fits it.
public final class RefundBodies {

    private static final String CARD = "crd_[0-9a-f]{32}";
    private static final String EVIDENCE = "evd_[0-9a-f]{32}";
    private static final String ONE_CARD = "crd_0123456789abcdef0123456789abcdef";
    private static final String ONE_PIECE = "evd_0123456789abcdef0123456789abcdef";
    private static final String CALLER = "[A-Za-z0-9][A-Za-z0-9._@:-]{0,99}";
    private static final int LONGEST_ACCOUNT = 100;
    private static final int LONGEST_NAME = 50;
    private static final int TEXT = 1000;
    private static final int PIECES = 20;

    /// A share that a calculator shows: 0.333333333333.
    private static final int MOST_DECIMALS = 18;

    private static final java.util.regex.Pattern NAME =
            java.util.regex.Pattern.compile("\\p{L}[\\p{L}\\p{M}0-9 .·'’()（）-]{0,49}");

    private RefundBodies() {}

    /// @param cardIds no list: all cards; an empty one is a mistake
    /// @param onBehalfOf the customer for whom an agent applies
    record Application(
            @NotBlank @Size(max = 100) String orderId,
            @Nullable @Size(min = 1, max = 100)
                    List<@NotNull @Pattern(regexp = CARD, message = ONE_CARD) String> cardIds,
            @NotNull RefundClaim claim,
            @NotNull RefundReason reason,
            @NotBlank @Size(max = TEXT) String description,
            @Nullable @Positive Money requestedAmount,
            @Nullable @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds,
            @Nullable @Size(max = 100) @Pattern(regexp = CALLER, message = "cus_alice")
                    String onBehalfOf) {}

    /// @param amount what the merchant believes to approve
    record Approval(@Nullable @Positive Money amount) {}

    public record Rejection(@NotNull RejectionCode code, @NotBlank @Size(max = TEXT) String text) {}

    record Offer(@NotNull @Positive Money amount, @NotBlank @Size(max = TEXT) String text) {}

    /// @param from the side that owes it: an agent can ask either, a merchant only the customer
    record EvidenceRequest(
            @NotEmpty @Size(max = 8) List<@NotNull EvidenceKind> kinds,
            @NotBlank @Size(max = TEXT) String text,
            @Nullable Role from) {}

    record Evidence(
            @NotEmpty @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds,
            @Nullable @Size(max = TEXT) String note) {}

    record Statement(
            @NotBlank @Size(max = TEXT) String statement,
            @Nullable @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds) {}

    /// An account for the money, as it was typed. Its number is never printed.
    record NewAccount(
            @NotNull PaymentChannel channel,
            @NotBlank @Size(max = LONGEST_ACCOUNT) String account,
            @NotBlank @Size(max = LONGEST_NAME) String holderName,
            @Nullable @Size(max = LONGEST_NAME) String bankName,
            @NotNull @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds) {

        /// @throws ProblemException 400 naming what can't be an account, a holder or a bank
        PayoutAccounts.Details details() {
            var number = AccountNumber.typed(account, channel).orElse(null);
            var holder = NewAccount.name(holderName);
            var bank = bankName == null ? null : NewAccount.name(bankName);
            var errors = new ArrayList<InputError>();
            if (number == null) {
                errors.add(InputError.form("/account", example(channel)));
            }
            if (holder == null) {
                errors.add(InputError.form("/holderName", "张三"));
            }
            if (bank == null && bankName != null) {
                errors.add(InputError.form("/bankName", "中国银行"));
            }
            if (number == null || holder == null || !errors.isEmpty()) {
                throw ProblemException.invalid(errors.toArray(InputError[]::new));
            }
            return new PayoutAccounts.Details(channel, number, holder, bank);
        }

        private static String example(PaymentChannel channel) {
            return switch (channel) {
                case BANK_CARD -> "6222 0200 9000 0123";
                case ALIPAY -> "zhangsan@example.com";
                case WECHAT_PAY -> "13800138000";
            };
        }

        private static @Nullable String name(String told) {
            var name = Names.shown(told);
            return NAME.matcher(name).matches() ? name : null;
        }

        @Override
        public String toString() {
            return "NewAccount[" + channel + "]";
        }
    }

    record Verification(@NotNull Word decision, @NotBlank @Size(max = TEXT) String text) {

        enum Word {
            ACCEPT,
            REFUSE
        }

        boolean accepts() {
            return decision == Word.ACCEPT;
        }
    }

    /// @param ratio of what the customer paid for the cards, above 0 and at most 1
    public record RulingBody(
            @NotNull Kind decision,
            @Nullable
                    @Digits(integer = 1, fraction = MOST_DECIMALS, message = "0.5")
                    @DecimalMin(value = "0", inclusive = false)
                    @DecimalMax("1")
                    BigDecimal ratio,
            @Nullable @Positive Money amount,
            @NotBlank @Pattern(regexp = "R([1-9]|10)", message = "R3") String rule,
            @NotBlank @Size(max = TEXT) String text,
            @NotNull CostBearer costBearer) {}

    /// None, or each once, in the order they came.
    static List<String> each(@Nullable List<String> ids) {
        return ids == null ? List.of() : List.copyOf(new LinkedHashSet<>(ids));
    }
}
