package cn.juhui.refund.application;

import cn.juhui.refund.domain.Refund;
import java.util.List;

/// The cases that there were on an order before.
public interface EarlierCases {

    List<Refund> ofOrder(String orderId);
}
