package cn.juhui.contracts.money;

/// The channels that took the payment and take the refund.
public enum PaymentChannel {
    ALIPAY,
    WECHAT_PAY,
    BANK_CARD
}
