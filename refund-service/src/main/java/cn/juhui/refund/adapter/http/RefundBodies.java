package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.AccountNumber;
import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.domain.Review.RejectionCode;
import cn.juhui.refund.domain.Ruling.CostBearer;
import cn.juhui.refund.domain.Ruling.Kind;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What callers may send. The `message` of a pattern is an example of what fits it.
final class RefundBodies {

    private static final String CARD = "crd_[0-9a-f]{32}";
    private static final String EVIDENCE = "evd_[0-9a-f]{32}";
    private static final String ONE_CARD = "crd_0123456789abcdef0123456789abcdef";
    private static final String ONE_PIECE = "evd_0123456789abcdef0123456789abcdef";
    private static final String CALLER = "[A-Za-z0-9][A-Za-z0-9._@:-]{0,99}";
    private static final String ACCOUNT = "[0-9A-Za-z][0-9A-Za-z._@+ -]{3,62}[0-9A-Za-z]";
    private static final String NAME = "[\\p{L}][\\p{L}\\p{M}0-9 .·'’()（）-]{0,49}";
    private static final int TEXT = 1000;
    private static final int PIECES = 20;

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
            @Nullable Money requestedAmount,
            @Nullable @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds,
            @Nullable @Pattern(regexp = CALLER, message = "cus_alice") String onBehalfOf) {}

    /// @param amount what the merchant believes to approve
    record Approval(@Nullable Money amount) {}

    record Rejection(@NotNull RejectionCode code, @NotBlank @Size(max = TEXT) String text) {}

    record Offer(@NotNull Money amount, @NotBlank @Size(max = TEXT) String text) {}

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

    /// An account for the money. Its number is never printed.
    record NewAccount(
            @NotNull PaymentChannel channel,
            @NotBlank @Pattern(regexp = ACCOUNT, message = "6222 0200 0000 0123") String account,
            @NotBlank @Pattern(regexp = NAME, message = "张三") String holderName,
            @Nullable @Pattern(regexp = NAME, message = "中国银行") String bankName,
            @NotNull @Size(max = PIECES)
                    List<@NotNull @Pattern(regexp = EVIDENCE, message = ONE_PIECE) String>
                            evidenceIds) {

        PayoutAccounts.Details details() {
            var number = new AccountNumber(account.replaceAll("[ -]", ""));
            return new PayoutAccounts.Details(
                    channel,
                    number,
                    holderName.strip(),
                    bankName == null ? null : bankName.strip());
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
    }

    /// @param ratio of what the customer paid for the cards, above 0 and at most 1
    record RulingBody(
            @NotNull Kind decision,
            @Nullable @Digits(integer = 1, fraction = 6, message = "0.5") BigDecimal ratio,
            @Nullable Money amount,
            @NotBlank @Pattern(regexp = "R([1-9]|10)", message = "R3") String rule,
            @NotBlank @Size(max = TEXT) String text,
            @NotNull CostBearer costBearer) {}

    /// None, or each once, in the order they came.
    static List<String> each(@Nullable List<String> ids) {
        return ids == null ? List.of() : List.copyOf(new LinkedHashSet<>(ids));
    }
}
