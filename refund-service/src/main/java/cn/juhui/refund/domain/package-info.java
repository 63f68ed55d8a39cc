/// The refund case: one aggregate, three small machines (review, intervention, payout). Plain Java.
@NullMarked
package cn.juhui.refund.domain;

import org.jspecify.annotations.NullMarked;
