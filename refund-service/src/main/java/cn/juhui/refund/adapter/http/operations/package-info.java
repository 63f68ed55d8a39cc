/// What operators look at: money that is stuck, deadlines that come, merchants who are late.
@NullMarked
package cn.juhui.refund.adapter.http.operations;

import org.jspecify.annotations.NullMarked;
