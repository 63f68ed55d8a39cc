package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.payout.application.statement.Statements.Fault;
import java.io.IOException;

/// A statement isn't what it should be.
final class UnusableException extends IOException {

    private static final long serialVersionUID = 1;

    private final Fault fault;

    UnusableException(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
