package cn.juhui.order.application;

import cn.juhui.contracts.Actor;
import cn.juhui.order.domain.RefundPolicy;
import java.time.Instant;

/// A version of a category's policy, who decided it, and since when it holds.
public record PolicyVersion(RefundPolicy policy, Actor setBy, Instant since) {}
