/// What operators look at: money that is stuck, deadlines that come, merchants who are late.
@NullMarked
package cn.juhui.refund.application.operations;

import org.jspecify.annotations.NullMarked;
